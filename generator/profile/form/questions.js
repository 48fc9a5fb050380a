  // --- What a school adds to the sheets: what of it nobody could answer, or put in its place. ---
  // The same as generator/sheets/questions.py and changes.py.

  const TICKED = ["one-of", "any-of", "yes-no-unsure"]

  const faultsOfQuestion = (question, written, path, complain) => {
    const answer = question.answer
    for (const [key, kinds] of Object.entries(data.belongs)) {
      const value = Object.hasOwn(written, key) ? question[key] : null
      if (value && value.length !== 0 && !kinds.includes(answer)) {
        complain([...path, key], "Det hører til en anden måde at svare på. Vælg en anden måde, eller lad feltet være tomt.")
      }
    }
    const options = question.options ?? [], columns = question.columns ?? []
    if ((answer === "one-of" || answer === "any-of") && new Set(options).size < 2) {
      complain([...path], "Skriv mindst to forskellige muligheder, man kan vælge imellem.")
    } else if (TICKED.includes(answer)) faultsOfOptions(options, path, complain)
    if (answer === "table") faultsOfColumns(columns, path, complain)
  }

  const faultsOfOptions = (options, path, complain) => options.forEach((option, number) => {
    const name = slugged(option), at = [...path, "options", number]
    // Not filled in yet: what it will say is not known.
    if (option.includes("{")) return
    if (!name) complain(at, `${short(option)} har hverken bogstaver eller tal.`)
    else if (name === "uddyb") complain(at, `${short(option)} er navnet på det felt, hvor man uddyber. Vælg et andet ord.`)
    else if (options.slice(0, number).some(other => !other.includes("{") && slugged(other) === name)) {
      complain(at, `${short(option)} ligner en anden mulighed for meget.`)
    }
  })

  const faultsOfColumns = (columns, path, complain) => {
    if (!columns.length) complain([...path], "Tilføj mindst én kolonne til skemaet.")
    columns.forEach(({ id }, number) => {
      if (columns.findIndex(other => other.id === id) < number) complain([...path, "columns", number, "id"], "En anden kolonne har samme id.")
    })
    const width = columns.reduce((sum, column) => sum + (column.width ?? 5), 0)
    if (width > 100) complain([...path, "columns"], `Kolonnerne fylder ${width} procent. De må højst fylde 100.`)
  }

  const faultsOfPlace = (keys, values, path, complain) => {
    const said = keys.filter(key => values[key])
    if (!said.length) complain([...path], "Det mangler, hvor det skal stå. Udfyld ét af felterne om det.")
    if (said.length > 1) complain([...path, said[1]], "Udfyld kun ét af felterne om, hvor det skal stå.")
  }

  // Each of these looks only at a group in which every value is right by itself.
  const ifAllRight = look => (values, written, path, complain, hasFaults) => {
    if (!hasFaults) look(values, written, path, complain)
  }
  const PLACES = ["after", "before", "into"]
  AFTER.NewQuestion = ifAllRight(faultsOfQuestion)
  AFTER.AddedQuestion = ifAllRight((values, written, path, complain) => {
    faultsOfQuestion(values, written, path, complain)
    faultsOfPlace(PLACES, values, path, complain)
  })
  AFTER.Move = ifAllRight((values, written, path, complain) => faultsOfPlace(PLACES, values, path, complain))
  AFTER.NewSection = ifAllRight((values, written, path, complain) => faultsOfPlace(["after", "before"], values, path, complain))
