  // --- What is right, but not enough yet, or not right for long: the same as generator/profile/warn.py and placeholders.py. ---

  const yearAfter = day => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  const INITIALS = /^(?:(?:[A-ZÆØÅ]\.?[ -]?){1,5}|[a-zæøå]{1,4})$/
  const NOBODYS_HOST = /(?:^|[^\w])example[.-](?:dk|com|net|org)(?![\w])|\.(?:example|invalid|test)(?![\w.-])/i
  const PRIVACY = {
    controller: "hvem der har ansvaret for oplysningerne", cvr: "skolens CVR-nummer", dpo_email: "hvordan man får fat i databeskyttelsesrådgiveren",
    policy_url: "hvor privatlivspolitikken er", retention: "hvor længe arkene gemmes", filing: "hvor et udfyldt ark lægges",
  }

  // Returns [{path, says}] for a profile in which nothing is wrong.
  const missingIn = profile => {
    const found = [], now = today()
    const say = (path, says) => { found.push({ path, says }) }
    const contacts = profile.contacts ?? [], support = profile.support ?? [], events = profile.events ?? []
    const coordinators = contacts.filter(contact => slugged(contact.role ?? "") === "tovholder")
    contacts.forEach((contact, number) => {
      const at = ["contacts", number]
      if (coordinators.includes(contact) && !contact.phone && !contact.email) say([...at, "phone"], `Ingen kan få fat i tovholderen ${contact.name}. Skriv nummer eller mail.`)
      if (coordinators.indexOf(contact) > 0) say([...at, "role"], `I har flere tovholdere. På ark, plakat og kort står kun den øverste, ${coordinators[0].name}. Lad den stå øverst, som folk skal ringe til.`)
      if (INITIALS.test(contact.name ?? "")) say([...at, "name"], `»${contact.name}« ligner initialer, som ingen uden for skolen kender. Skriv hele navnet.`)
    })
    if (!support.length) say(["support"], "I har ikke skrevet, hvor man kan få hjælp, når nogen ikke trives.")
    support.forEach((place, number) => {
      const at = ["support", number]
      if (!place.phone && !place.url) say([...at, "phone"], `»${place.name}« har hverken nummer eller hjemmeside. Skriv en af delene, så man kan henvende sig.`)
      else if (!place.checked) say([...at, "checked"], `Det står ikke, hvornår I sidst har prøvet nummer og link til ${place.name}.`)
      else if (yearAfter(place.checked) < now) say([...at, "checked"], `Det er over et år siden, I prøvede nummer og link til ${place.name}. Prøv dem igen.`)
    })
    events.forEach((event, number) => {
      if (event.date < now) say(["events", number, "date"], `»${event.title}« er holdt og bliver ikke vist længere. Fjern arrangementet, eller giv det en ny dato.`)
      const earlier = events.slice(0, number).some(other => other.kind === event.kind && other.date === event.date && !other.id)
      if (earlier && !event.id && event.date >= now) say(["events", number, "id"], `I har to arrangementer af samme slags ${dayInWords(event.date)}. Giv det sidste et navn i folks kalendere, fx ${event.kind}-2.`)
    })
    if (!profile.site_url) say(["site_url"], "Guiden har ingen adresse endnu. Så er der ingen QR-kode og intet billede, når nogen deler et link.")
    if (!profile.privacy) say(["privacy", "controller"], "I har ikke skrevet, hvem der har ansvaret for oplysningerne. Så siger arkene ikke meget om skolens pligter.")
    for (const [key, what] of Object.entries(profile.privacy ? PRIVACY : {})) {
      if (!profile.privacy[key]) say(["privacy", key], `Arkene siger ikke, ${what}.`)
    }
    if (!profile.accessibility) say(["accessibility", "was_url"], "Guiden har ingen tilgængelighedserklæring. En offentlig skole skal have en.")
    else if (yearAfter(profile.accessibility.updated) < now) say(["accessibility", "updated"], "Det er over et år siden, tilgængelighedserklæringen blev opdateret. Gå den igennem.")
    for (const [key, word, what] of [["bold", "fed", "overskrifter"], ["italic", "kursiv", "ord i kursiv"]]) {
      if (profile.fonts && !profile.fonts[key]) say(["fonts", key], `Der er ingen ${word} udgave af jeres skrift, så ${what} står i IBM Plex Sans.`)
    }
    nobodys(profile, [], say)
    return found
  }

  // Values that an example has, and that lead readers nowhere.
  const nobodys = (value, path, say) => {
    if (typeof value === "string") {
      if (/^(skolens navn|fornavn efternavn)$/i.test(value)) say(path, `»${value}« er ikke et navn, men viser, hvor der skal stå et. Skriv det rigtige navn.`)
      else if (last(path) === "cvr" && value.replace(/\s/g, "") === "12345678") say(path, "12345678 er et CVR-nummer fra et eksempel.")
      else if (last(path) === "phone" && /^[01]\d{7}$/.test(value.replace(/\s/g, ""))) say(path, `Ingen har nummeret ${value}. Et dansk nummer med otte cifre begynder med 2 til 9.`)
      else if (/[@/]/.test(value) && NOBODYS_HOST.test(value)) say(path, `${value} er en adresse fra et eksempel og fører ingen steder hen.`)
    } else if (value !== null && typeof value === "object") {
      for (const [key, one] of Object.entries(value)) nobodys(one, [...path, Array.isArray(value) ? Number(key) : key], say)
    }
  }
