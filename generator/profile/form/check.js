  // --- A whole profile: what the model of generator/profile/ refuses, each with the path to it. ---

  const isGroup = value => value !== null && typeof value === "object" && !Array.isArray(value)
  const last = path => path[path.length - 1]

  // Returns what is wrong, as [{path, says}]. `profile` is what a YAML reader makes of the file: groups, lists and texts.
  const problemsOf = profile => {
    const problems = []
    const complain = (path, says) => { problems.push({ path, says }) }

    // Returns the checked value; undefined where something is wrong with it.
    const checked = (rule, value, path) => {
      if (rule.kind === "talk" && (typeof value === "string" || value === null)) return checkedTalk(rule, value, path)
      if (rule.kind === "group" || rule.kind === "talk") return checkedGroup(rule, value, path)
      if (rule.kind === "map") return checkedMap(rule, value, path)
      if (rule.kind === "list") return checkedList(rule, value, path)
      if (rule.kind === "months") return checkedMonths(rule, value, path)
      if (typeof value !== "string") return complain(path, "Her skal der stå én tekst.")
      try {
        return VALUES[rule.kind](value, rule)
      } catch (error) {
        if (!(error instanceof Wrong)) throw error
        return complain(path, error.message)
      }
    }

    const checkedGroup = (rule, group, path) => {
      if (!isGroup(group)) return complain(path, "Her skal der stå flere nøgler, hver med sin værdi.")
      const before = problems.length, values = {}
      for (const key of Object.keys(group)) {
        if (!rule.keys.some(([name]) => name === key)) complain([...path, key], `Der er ingen nøgle, der hedder ${short(key)}.`)
      }
      for (const [key, inner] of rule.keys) {
        const isThere = Object.hasOwn(group, key) && (group[key] !== null || inner.may_be_left_out)
        if (isThere) values[key] = checked(inner, group[key], [...path, key])
        else if (inner.required) complain([...path, key], inner.add ? `${inner.add}.` : `Udfyld »${inner.label}«.`)
        else values[key] = inner.default ?? null
      }
      AFTER[rule.model]?.(values, group, path, complain, problems.length > before)
      return problems.length > before ? undefined : values
    }

    const checkedTalk = (rule, value, path) => {
      const isTrue = TRUE.test(String(value).trim()), isFalse = FALSE.test(String(value).trim())
      if (value === null || !(isTrue || isFalse)) return complain(path, "Her skal der stå true, false eller samtalens sted og minutter.")
      if (isFalse) return rule.may_be_left_out ? null : complain(path, "Den samtale holdes altid.")
      return checkedGroup(rule, rule.usual, path)
    }

    const checkedList = (rule, list, path) => {
      if (!Array.isArray(list)) return complain(path, "Her skal der stå en liste.")
      const before = problems.length
      const values = list.map((item, number) => checked(rule.item, item, [...path, number]))
      if (rule.max && list.length > rule.max) complain(path, `Der er ${list.length} på listen. Der kan højst være ${rule.max}.`)
      return problems.length > before ? undefined : values
    }

    const checkedMap = (rule, map, path) => {
      if (!isGroup(map)) return complain(path, "Her skal der stå flere id'er, hver med sin værdi.")
      const before = problems.length, values = {}
      for (const [name, value] of Object.entries(map)) {
        const first = problems.length
        checked({ kind: "key", max: 60 }, name, [...path, name])
        for (const problem of problems.slice(first)) problem.isKey = true
        values[name] = checked(rule.value, value, [...path, name])
      }
      return problems.length > before ? undefined : values
    }

    const checkedMonths = (rule, months, path) => {
      if (!Array.isArray(months) || months.length !== 2) return complain(path, "Skriv to hele tal: fra og til.")
      const [first, end] = months.map((month, number) => checked({ ...rule, kind: "number" }, month, [...path, number]))
      if (first === undefined || end === undefined) return undefined
      return first <= end ? [first, end] : complain(path, "Skriv det mindste tal først.")
    }

    checkedGroup(data.rule, profile, [])
    return problems
  }

  // What of a group's values does not fit together; a value that is undefined is wrong by itself.
  const AFTER = {
    Profile: (values, written, path, complain) => {
      const { name, slug, trade, contacts, initiatives, events } = values
      if (name && slug === null && !slugged(name)) complain(["slug"], "Der kan ikke dannes et navn på mappen af skolens navn. Skriv et selv.")
      if (name && slug === null && isKept(slugged(name))) complain(["slug"], "Windows kan ikke have en mappe, der hedder det samme som skolen. Skriv et andet navn på mappen.")
      if (values.logo_negative && values.logo === null) complain(["logo_negative"], "Der mangler et logo til hvid bund. Udfyld også det.")
      if (trade && severalTrades(trade)) complain(["trade"], "Én guide er til ét fag. Lav en profil til hvert fag.")
      const roles = Array.isArray(written.contacts) ? written.contacts.map(contact => String(contact?.role).trim()) : null
      if (roles && !roles.some(role => slugged(role) === "tovholder") && (contacts || roles.length)) {
        complain(["contacts"], "Mindst én kontaktperson skal være tovholder.")
      } else if (contacts && !contacts.length) complain(["contacts"], "Tilføj mindst én kontaktperson: jeres tovholder.")
      initiatives?.forEach((one, number) => {
        if (initiatives.indexOf(one) < number) complain(["initiatives", number], `${short(one)} står der to gange.`)
      })
      events?.forEach((event, number) => {
        if (event.id && events.findIndex(other => other.id === event.id) < number) complain(["events", number, "id"], "Et andet arrangement har samme navn.")
        if (initiatives && !initiatives.includes(event.kind)) complain(["events", number, "kind"], "I har ikke sat kryds ved den indsats på trinnet Indsatser.")
      })
    },
    Event: ({ date, start, end, times, deadline }, written, path, complain) => {
      const isOdd = time => date && time && isUncertain(date, time)
      const says = "Uret bliver stillet den nat. Vælg et klokkeslæt før 02:00 eller fra 03:00 og frem."
      const inOrder = [start, ...times || [], end]
      if (isOdd(start)) complain([...path, "start"], says)
      if (isOdd(end)) complain([...path, "end"], says)
      else if (start && end && !isOdd(start) && end <= start) complain([...path, "end"], `Arrangementet slutter, før det er begyndt. ${end < "08:00" ? "Varer det til efter midnat, så skriv 23:59." : "Tjek de to klokkeslæt."}`)
      else if (start && end && !isOdd(start) && [...inOrder].sort().join() !== inOrder.join()) complain([...path, "times"], "Programmets klokkeslæt står ikke i rækkefølge mellem begyndelsen og slutningen. Tjek klokkeslættene.")
      if (date && deadline && deadline > date) complain([...path, "deadline"], "Sidste dag for tilmelding er efter arrangementet. Tjek de to datoer.")
    },
    Conversations: ({ anden, tredje }, written, path, complain) => {
      // What nobody has written is the usual; only a third talk that is written is compared.
      const second = anden === null ? usualMonths("anden") : anden?.months_after_start?.map(Number)
      const third = tredje?.months_after_start?.map(Number)
      if (second && third && third[0] < second[1]) {
        complain([...path, "tredje", "months_after_start"], "Den tredje samtale begynder, før den anden slutter. Tjek månederne.")
      }
    },
  }
  const ruleAt = (...path) => path.reduce((rule, key) => rule?.keys.find(([name]) => name === key)?.[1], data.rule)
  const usualMonths = talk => ruleAt("conversations", talk, "months_after_start").default.map(Number)
  const severalTrades = text => {
    const trades = data.suggestions.trades.map(([name]) => name)
    if (trades.includes(slugged(text))) return false
    const named = text.split(/[,;/&+]|(?:^|\s)(?:og|eller|samt)(?=\s|$)/).map(slugged).map(name => data.everyday[name] ?? name)
    return new Set(named.filter(name => trades.includes(name))).size > 1
  }
