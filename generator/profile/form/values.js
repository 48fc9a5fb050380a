  // --- A value, as it was typed: each kind takes a text and hands out what it means, or says what is wrong with it. ---
  // The same as generator/data/values.py, contact_details.py, days.py and unseen.py; a test holds the two together.

  class Wrong extends Error {}
  const wrong = sentence => { throw new Wrong(sentence) }
  const lengthOf = text => [...text].length
  const short = text => lengthOf(text) <= 60 ? `»${text}«` : `»${[...text].slice(0, 56).join("")} …«`
  const LETTERS = { "æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae" }
  const slugged = text => text.toLowerCase().replace(/[æøåéüöä]/g, letter => LETTERS[letter])
    .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")

  // Signs that nobody sees, or that say nothing outside one program.
  const UNSEEN = new RegExp("^[\\p{Cc}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180d" +
    "\\u180f\\u2800\\u3164\\uffa0\\ufffc\\ufffd\\ufe00-\\ufe0f\\ufdd0-\\ufdef\\u{e0100}-\\u{e01ef}]$", "u")
  const isUnseen = sign => sign !== "\u00ad" && (UNSEEN.test(sign) || (sign.codePointAt(0) & 0xfffe) === 0xfffe)
  // Some of them are a part of the pictograph before them.
  const belongsTo = (before, sign) => {
    if (/[\ufe0e\ufe0f]/.test(sign)) return /^[\p{S}\p{P}\p{Nd}]$/u.test(before)
    return /^[\u200d\u{e0020}-\u{e007f}]$/u.test(sign) && /^[\p{So}\p{Sk}]$/u.test(before)
  }
  const hasUnseen = text => {
    let before = ""
    for (const sign of text) {
      if (!isUnseen(sign)) before = sign
      else if (!belongsTo(before, sign)) return true
    }
    return false
  }

  const clean = text => {
    const plain = text.normalize("NFC").replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "")
    if (!plain.replace(/[\s\u00ad]/g, "")) wrong("Skriv noget her.")
    if (hasUnseen(plain)) wrong("Der er et usynligt tegn i teksten. Slet den, og skriv den igen.")
    return plain
  }
  const within = (text, { max }) => {
    if (max && lengthOf(text) > max) wrong(`Teksten har ${lengthOf(text)} tegn. Der er plads til ${max}.`)
    return text
  }
  const inOneLine = text => !text.trim().includes("\n") ? text
    : text.trim().split("\n").map(line => line.trim().replace(/,$/, "").trimEnd()).filter(Boolean).join(", ")

  // --- Addresses and numbers. ---

  const QUOTES = "“”„‟‘’‚»«\"'"
  const EMAIL = new RegExp(`^(?:${data.patterns.email})$`)
  const mayBeLabel = label => {
    if (/^[\x00-\x7f]*$/.test(label) && !label.startsWith("xn--")) return /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)
    // Browsers take more of the encoded names than there are.
    if (label.startsWith("xn--") && !/^xn--[a-z0-9-]*[a-z0-9]-[a-z0-9]+$/.test(label)) return false
    if (!/^[\p{L}\p{M}0-9-]+$/u.test(label) || /^-|-$/.test(label) || label.normalize("NFKC").toLowerCase() !== label) return false
    try {
      return new URL(`https://${label}.dk/`).hostname.split(".")[0].length <= 63
    } catch {
      return false
    }
  }
  const isPublicNumber = host => {
    const [a, b, c, d] = host.split(".").map(Number), isByte = part => /^(0|[1-9]\d{0,2})$/.test(part) && part < 256
    if (host.split(".").length !== 4 || !host.split(".").every(isByte) || Number.isNaN(d)) return false
    const isOfOneNet = [0, 10, 127].includes(a) || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254)
    return !isOfOneNet && !(a === 100 && b >= 64 && b < 128) && !(a === 192 && b === 0 && [0, 2].includes(c)) &&
      !(a === 198 && ([18, 19].includes(b) || (b === 51 && c === 100))) && !(a === 203 && b === 0 && c === 113) && a < 224
  }
  const isHost = host => {
    if (isPublicNumber(host)) return true
    const labels = host.toLowerCase().split("."), last = labels[labels.length - 1]
    return labels.length > 1 && labels.every(mayBeLabel) && host.length <= 253 && last.length > 1 && !/^\d+$/.test(last)
  }
  const leadsSomewhere = address => {
    const [, place] = /^https?:\/\/([^/?#]*)/i.exec(address) ?? []
    if (!place || place.includes("@") || /[[\]]/.test(place)) return false
    const [, host, , port] = /^([^:]*)(:(.*))?$/.exec(place)
    return (port === undefined || (/^[0-9]+$/.test(port) && port > 0 && port <= 65535)) && isHost(host.toLowerCase())
  }
  const isWebAddress = text => leadsSomewhere(text) && !new RegExp(`[\\s<>"'\\\\^\`{|}\\u00ad]|[${QUOTES}]$`).test(text)
  const webAddress = text => {
    if (!/^https?:\/\//i.test(text)) {
      const whole = `https://${text.replace(/^[a-z]{2,10}[:;]?\/+/i, "")}`
      wrong(isWebAddress(whole) ? `Skriv hele adressen: ${whole}` : "Skriv hele adressen fra https:// og frem.")
    }
    return isWebAddress(text) ? text : wrong("Det er ikke en webadresse. Kopiér adressen fra browserens adresselinje.")
  }
  const siteAddress = text => {
    if (/^(https?:\/\/)?(localhost(?![\w.-])|127\.\d|\[::1\])/i.test(text)) wrong("Adressen fører kun til læserens egen computer. Lad feltet stå tomt, til guiden har sin egen adresse.")
    webAddress(text)
    if (/[?#]/.test(text)) wrong("Der er et ? eller # i adressen. Skriv adressen på den mappe, guiden ligger i.")
    if (/\.(html|htm|php|pdf)$/i.test(text)) wrong("Det er adressen på en side. Skriv adressen på den mappe, guiden ligger i.")
    return text.endsWith("/") ? text : `${text}/`
  }
  // What people put in the place of an @, so that no program finds the address.
  const hidesAt = text => /^[\p{L}\p{N}_.+-]+(?: at | snabel-?a | ?@ ?)[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+$/iu.test(text)
    ? /\s/.test(text)
    : /[\p{L}\p{N}_] ?[([{] ?(?:a|at|snabel-?a) ?[)\]}] ?(?:[\p{L}\p{N}_-]+\.)+[a-z]{2}/iu.test(text)
  const email = text => {
    if (lengthOf(text) <= 200 && hidesAt(text)) wrong("Skriv mailadressen med @, fx navn@skole.dk.")
    if (EMAIL.test(text) && isHost(text.slice(text.lastIndexOf("@") + 1))) return text
    return wrong(text.split("@").length > 2 ? "Skriv kun én mailadresse." : "Det er ikke en mailadresse. Skriv fx navn@skole.dk.")
  }
  const ALMOST = /^(?!https?:\/\/)(?:[htps]{3,7}(?:[:;]\/*|[.,]?\/+[:;]?\/*)|[a-z]{2,10}:\/\/)(?=[\p{L}\p{N}_.-]*\.[a-z]{2})/iu
  const signup = text => {
    if (/^\s*(javascript|data|vbscript|file)\s*:/i.test(text)) wrong("Skriv en mailadresse, et link eller nogle få ord.")
    if (/^mailto:\s*([^?]*)(\?.*)?$/i.test(text)) wrong("Skriv kun selve mailadressen.")
    if (lengthOf(text) > 200) return text
    if (hidesAt(text)) wrong("Skriv mailadressen med @, fx navn@skole.dk.")
    for (const word of text.split(/\s+/)) if (ALMOST.test(word)) webAddress(word)
    if (/^(https?:\S*|([\p{L}\p{N}_-]+\.)+[a-z]{2,}(\/\S*)?)$/iu.test(text)) return webAddress(text)
    return /^[^\s@]+@[^\s@]+$/.test(text) ? email(text) : text
  }
  const phone = text => {
    const digits = text.replace(/[\s.\-‐-―/()]/g, "")
    if (!/^\+?[0-9]{3,15}$/.test(digits)) wrong("Det er ikke et telefonnummer. Skriv kun ét nummer, fx 12 34 56 78.")
    const [, country, number] = /^(\+45|0045|\+|00)?([0-9]*)$/.exec(digits)
    const isForeign = country === "+" || country === "00"
    if (number.length === 8 && !isForeign) return number.replace(/(..)(?!$)/g, "$1 ")
    const isShort = country === undefined && (/^.{3,4}$/.test(number) || /^116[0-9]{3}$/.test(number))
    if (isShort || (isForeign && number.length >= 8)) return text
    return wrong(isForeign ? `Nummeret har ${number.length} cifre efter +. Et udenlandsk har fra 8 til 15.`
      : `Nummeret har ${number.length} cifre. Et dansk har 8, og et udenlandsk begynder med + og landet, fx +46.`)
  }
  const cvr = text => {
    const digits = text.replace(/\s/g, "")
    return /^[0-9]{8}$/.test(digits) ? digits : wrong("Et CVR-nummer har otte cifre.")
  }

  // --- The other kinds. ---

  const colour = text => /^#[0-9a-fA-F]{6}$/.test(text) ? text.toLowerCase()
    : wrong(/^[0-9a-fA-F]{6}$/.test(text) ? `Skriv # foran: #${text}` : "Skriv # og seks tegn, hvert fra 0 til 9 eller fra a til f, fx #0b5d66.")
  const key = text => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) ? text
    : wrong(`Brug kun små bogstaver fra a til z, tal og bindestreg, fx ${slugged(text) || "foerste-dag"}.`)
  // Names that Windows keeps for itself: no folder and no file can be called so there.
  const isKept = name => /^(con|prn|aux|nul|(com|lpt)[0-9])$/.test(name)
  const fileKey = text => isKept(key(text)) ? wrong(`Windows kan ikke have en mappe eller fil, der hedder ${text}. Skriv et andet navn, fx ${text}-1.`) : text
  const number = (text, { from, to }) => {
    if (!/^[0-9]{1,6}$/.test(text.trim())) wrong("Skriv et helt tal, kun med cifre.")
    return Number(text) >= from && Number(text) <= to ? Number(text) : wrong(`Tallet skal være fra ${from} til ${to}.`)
  }
  const file = (...endings) => text => {
    const parts = text.replace(/\\/g, "/").split("/"), name = parts[parts.length - 1]
    if (/:/.test(text) || /^[/\\~]/.test(text) || parts.includes("..")) wrong("Filen skal ligge ved siden af school.yml. Skriv kun dens navn.")
    if (text.includes("\\")) wrong(`Skriv / mellem delene: ${parts.join("/")}`)
    const ending = name.lastIndexOf(".") > 0 ? name.slice(name.lastIndexOf(".")).toLowerCase() : ""
    return endings.includes(ending) ? text : wrong(`Filens navn skal slutte på ${endings.join(" eller ")}.`)
  }
  const day = text => {
    const written = text.trim().toLowerCase()
    if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(written)) wrong("Skriv år, måned og dag, fx 2027-01-21.")
    const [year, month, date] = written.split("-").map(Number)
    if (!isReal(date, month, year)) wrong("Den dag findes ikke i kalenderen.")
    return year >= 2000 && year < 2200 ? written : wrong("Året ligger ikke i dette århundrede. Tjek datoen.")
  }
  const time = text => {
    const found = /^([01]?[0-9]|2[0-3]):([0-5][0-9])$/.exec(text.trim())
    return found ? `${found[1].padStart(2, "0")}:${found[2]}` : wrong("Skriv timer og minutter med kolon, fx 17:00.")
  }
  const choice = (text, { choices }) => choices.some(([name]) => name === slugged(text)) ? slugged(text)
    : wrong(`Vælg en af mulighederne. Der er ikke noget, der hedder ${short(text)}.`)
  const TRUE = /^(true|yes|on)$/i, FALSE = /^(false|no|off)$/i
  const truth = text => /^(true|t|yes|y|on|1)$/i.test(text) ? true : /^(false|f|no|n|off|0)$/i.test(text) ? false : wrong("Vælg ja eller nej.")

  const VALUES = {
    text: (text, rule) => within(clean(text), rule), place: (text, rule) => within(clean(inOneLine(text)), rule),
    key: (text, rule) => within(key(clean(text)), rule), file_key: (text, rule) => within(fileKey(clean(text)), rule), colour: text => colour(clean(text)),
    logo: (text, rule) => within(file(".svg", ".png")(clean(text)), rule), font: (text, rule) => within(file(".ttf", ".otf")(clean(text)), rule),
    site: (text, rule) => within(siteAddress(clean(text)), rule), web: (text, rule) => within(webAddress(clean(text)), rule),
    signup: (text, rule) => within(signup(clean(text)), rule), email: (text, rule) => within(email(clean(text)), rule),
    phone: text => phone(clean(text)), cvr: text => cvr(clean(text)), day, time, number, choice, switch: truth,
  }
