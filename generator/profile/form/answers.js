  // --- The last step: what is wrong, what is still missing, all answers, and the file. ---

  const stepOf = key => data.steps.find(({ keys }) => keys.includes(key))
  // Whose answer it is: »Kontaktperson 2«, where there are several.
  const whose = path => {
    const words = []
    let rule = data.rule
    for (const step of path) {
      if (rule.kind === "list") words.push(rule.called && `${rule.called} ${step + 1}`)
      if (rule.kind === "map") words.push(rule.suggestions ? wordFor(rule, step) : `${rule.called} ${step}`.trim())
      rule = rule.keys ? rule.keys.find(([key]) => key === step)?.[1] ?? {} : rule.item ?? rule.value ?? {}
      if (rule.kind === "talk") words.push(rule.label)
    }
    return words.filter(Boolean).join(", ")
  }
  const toldWith = ({ path, says }) => whose(path) ? `${whose(path)}: ${says}` : says

  // Far from its field, what is wrong with an answer is told with the field's name.
  const ruleOf = path => path.reduce((rule, step) => rule.keys?.find(([key]) => key === step)?.[1] ?? rule.item ?? rule.value ?? {}, data.rule)
  const labelAt = path => {
    const rule = ruleOf(path)
    if (rule.keys || rule.item?.keys || rule.kind === "map") return ""
    return typeof last(path) === "number" ? ruleOf(path.slice(0, -1)).label : rule.label
  }
  const named = ({ path, says }) => {
    const isNamed = /^(Udfyld »|Tilføj )/.test(says), names = [whose(path), isNamed ? "" : labelAt(path)].filter(Boolean)
    return names.length ? `${names.join(", ")}: ${says}` : says
  }

  const linkTo = (point, text) => {
    const { path } = point, link = make("a", { href: `#${stepOf(path[0]).id}` }, text)
    link.addEventListener("click", event => {
      event.preventDefault()
      goTo(stepOf(path[0]).id, point)
    })
    return link
  }

  const inWords = (rule, value) => {
    if (rule.kind === "talk" && typeof value !== "object") return value === "false" || !rule.held ? "Nej" : "Ja, som de fleste"
    if (value === undefined || value === null) return ""
    if (rule.kind === "group" || rule.kind === "talk") {
      const parts = rule.keys.map(([key, inner]) => withUnit(key, inWords(inner, value[key]))).filter(Boolean)
      return parts.join(" · ") || (rule.kind === "talk" ? "Ja" : "")
    }
    if (rule.kind === "map") return Object.keys(value).map(key => wordFor(rule, key)).join(", ")
    if (rule.kind === "day" && isDay(value)) return dayInWords(value)
    if (rule.kind === "months") return `${value.join(" til ")} måneder`
    if (rule.kind === "list") return value.map(one => inWords(rule.item, one)).join(rule.item.kind === "group" ? "\n\n" : ", ")
    if (rule.kind === "choice") return choiceWord(rule, value).split(":")[0]
    if (rule.kind === "switch") return value === "true" ? "Ja" : "Nej"
    return wordFor(rule, value)
  }
  const withUnit = (key, text) => text && key === "minutes" ? `${text} minutter` : text
  const wordFor = (rule, value) => rule.suggestions ? choiceWord({ choices: data.suggestions[rule.suggestions] }, value) : value

  const answersOf = (step, profile) => make("section", { class: "answers" },
    make("h3", {}, step.title), make("p", { class: "change" }, changeLink(step)),
    make("dl", {}, ...step.keys.flatMap(key => {
      const rule = ruleAt(key), isOfTalks = rule.kind === "group"
      const rows = isOfTalks ? rule.keys.map(([inner, one]) => [one.label, inWords(one, profile[key]?.[inner])]) : [[rule.label, inWords(rule, profile[key])]]
      return rows.flatMap(([label, text]) => [make("dt", {}, label), make("dd", { class: text ? "" : "none" }, text || "Ikke udfyldt")])
    })))
  const changeLink = step => {
    const link = make("a", { href: `#${step.id}` }, "Ret", make("span", { class: "heard" }, ` ${step.title}`))
    return link
  }

  const pointsOf = (points, told) => make("ul", {}, ...points.map(point => make("li", {}, linkTo(point, told(point)))))

  const checkPage = () => {
    const profile = profileOf(fields), wrongs = problemsNow(), isRight = wrongs.length === 0, text = write(profile)
    const missing = isRight ? missingIn(profile) : []
    const parts = [make("h1", { tabindex: "-1" }, "Tjek svarene, og gem filen")]
    if (!isRight) parts.push(make("section", { class: "summary" }, make("h2", {}, "Det her skal rettes, før filen kan bruges"), pointsOf(wrongs, named)))
    else parts.push(make("p", { class: "lead" }, "Intet skal rettes. I kan gemme filen nu."))
    if (missing.length) parts.push(make("section", { class: "missing" }, make("h2", {}, "Det mangler stadig"), make("p", {}, "Det kan vente, men guiden bliver bedre med det."), pointsOf(missing, toldWith)))
    parts.push(savePart(text, isRight))
    parts.push(make("section", {}, make("h2", {}, "Det ser programmet efter bagefter"), make("p", {}, "Siden her kender ikke jeres mappe. Når guiden bygges, ser programmet også efter:"),
      make("ul", {}, ...data.later.map(one => make("li", {}, one)))))
    parts.push(make("h2", {}, "Jeres svar"), ...data.steps.map(step => answersOf(step, profile)))
    return parts
  }

  // --- Saving. A browser with a dialog for it says when the file is there; of a download the page cannot know. ---

  const savePart = (text, isRight) => {
    const name = isRight ? "school.yml" : "school-kladde.yml"
    const said = make("div", { class: "after-saving", role: "status" })
    const about = isRight ? "Læg filen i skolens mappe, ved siden af logoet, eller send begge dele til den, der bygger guiden. Skal noget rettes senere, så åbn filen her igen."
      : "I kan gemme det, I har skrevet, som en kladde, og åbne den her en anden dag. Den kan ikke bruges til at bygge guiden, før det øverst er rettet."
    const file = make("details", {}, make("summary", {}, "Se filen"), make("pre", { tabindex: "0", role: "region", "aria-label": "Filens tekst" }, text))
    return make("section", { class: "saving" }, make("h2", {}, isRight ? "Gem filen" : "Gem en kladde"), make("p", {}, about),
      button(`Gem ${name}`, () => save(text, name, said), isRight ? "main" : ""), said, file)
  }

  const save = async (text, name, said) => {
    const target = await place(name)
    if (!target) return
    if (target === "download") {
      download(text, name)
      said.replaceChildren(make("p", {}, `Browseren har fået filen ${name}. Se efter i mappen med hentede filer, om den ligger der.`),
        button("Ja, filen ligger der", () => kept(text, said, `Filen hedder ${name}.`)))
      return
    }
    try {
      const stream = await target.createWritable()
      await stream.write(text)
      await stream.close()
      kept(text, said, `Filen er gemt som ${target.name}.`)
    } catch {
      said.replaceChildren(make("p", {}, "Filen kunne ikke gemmes dér. Prøv et andet sted."))
    }
  }
  const kept = (text, said, word) => {
    savedText = text
    said.replaceChildren(make("p", {}, word))
    sayIfUnsaved()
  }
  const place = async name => {
    if (!window.showSaveFilePicker) return "download"
    try {
      return await showSaveFilePicker({ suggestedName: name, types: [{ description: "Profil", accept: { "application/yaml": [".yml"] } }] })
    } catch (error) {
      return error.name === "AbortError" ? null : "download"
    }
  }
  const download = (text, name) => {
    const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type: "application/yaml;charset=utf-8" })) })
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }
