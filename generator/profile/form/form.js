  // --- The page: one step at a time, what is wrong on it, and the way from one to the next. ---

  // Somebody has to coordinate, so that is where a new profile begins.
  const newProfile = () => ({ ...emptyOf(data.rule), contacts: [{ ...emptyOf(ruleAt("contacts").item), role: "tovholder" }] })
  let fields = newProfile(), savedText = "", extras = [], visited = new Set(), toldRows = []
  const START = "start", CHECK = "tjek"
  const main = document.getElementById("main"), order = [START, ...data.steps.map(({ id }) => id), CHECK]
  const textNow = () => write(profileOf(fields))
  const isUnsaved = () => textNow() !== savedText
  const sayIfUnsaved = () => document.getElementById("saved").textContent = isUnsaved() ? "Ikke gemt endnu" : ""
  const problemsNow = () => [...problemsOf(profileOf(fields)), ...collisions(data.rule, fields)]
  const EXTRAS = { conversations: timeLine, initiatives: withoutChoices, colours: colourPicture }

  // Everything that follows from an answer: what is said of it, the pictures, the list of steps.
  const refresh = () => {
    const problems = problemsNow(), at = new Map()
    for (const problem of problems) {
      const entry = entryOf(problem)
      if (entry && !at.has(entry)) at.set(entry, problem.says)
    }
    for (const entry of shown()) entry.say(entry.touched ? at.get(entry) ?? "" : "")
    for (const extra of extras) extra.refresh()
    for (const row of toldRows) row.mended.hidden = problems.some(({ path }) => path.join() === row.path)
    document.title = titleNow()
    showSteps(problems)
    sayIfUnsaved()
  }

  // Whoever hears the page hears the title first: it says whether something on it is wrong.
  const titleNow = () => {
    const isWrong = current === CHECK ? main.querySelector(".summary") : toldRows.some(({ mended }) => mended.hidden)
    const title = current === START ? "Jeres profil – guide til læringssamtaler" : `${main.querySelector("h1").textContent} – Jeres profil`
    return isWrong ? `Fejl: ${title}` : title
  }

  const problemsIn = (step, problems) => problems.filter(({ path }) => step.keys.includes(path[0]))

  const showSteps = problems => {
    const rows = [[START, "Begynd"], ...data.steps.map(step => [step.id, step.title, problemsIn(step, problems).length]), [CHECK, "Tjek og gem"]]
    document.querySelector("#steps ol").replaceChildren(...rows.map(([id, title, count]) => {
      const state = visited.has(id) && count !== undefined ? make("span", { class: count ? "state open" : "state" }, count ? "Mangler noget" : "Klar") : ""
      return make("li", {}, make("a", { href: `#${id}`, "aria-current": id === current && "step" }, title), " ", state)
    }))
  }

  // --- Steps. ---

  let current = START
  const stepPage = step => {
    const number = data.steps.indexOf(step) + 1
    const parts = [make("p", { class: "count" }, `Trin ${number} af ${data.steps.length}`), make("h1", { tabindex: "-1" }, step.title), make("p", { class: "lead" }, step.lead)]
    extras = []
    for (const key of step.keys) {
      parts.push(render(ruleAt(key), slotIn(fields, key, () => [])))
      if (EXTRAS[key]) {
        extras.push(EXTRAS[key]())
        parts.push(extras[extras.length - 1].element)
      }
    }
    return [make("div", { id: "summary" }), ...parts, make("p", { class: "ways" }, button("Fortsæt", () => goOn(step), "main"), back(step.id))]
  }
  const back = id => make("a", { href: `#${order[order.indexOf(id) - 1]}`, class: "back" }, "Tilbage")

  const goOn = step => {
    for (const entry of shown()) entry.touched = true
    refresh()
    const problems = problemsIn(step, problemsNow())
    if (!problems.length) location.hash = order[order.indexOf(step.id) + 1]
    else summarise(problems)
  }

  const summarise = problems => {
    toldRows = problems.map(({ path }) => ({ path: path.join(), mended: make("span", { hidden: true }, " – rettet") }))
    const rows = problems.map((problem, number) => {
      const entry = entryOf(problem), link = make("a", { href: `#${entry?.mark.id ?? ""}` }, named(problem))
      link.addEventListener("click", event => {
        event.preventDefault()
        entry?.focus()
      })
      return make("li", {}, link, toldRows[number].mended)
    })
    const skip = make("a", { href: `#${order[order.indexOf(current) + 1]}` }, "Gå videre, og ret det senere")
    const box = make("section", { class: "summary", role: "alert", tabindex: "-1", "aria-labelledby": "summary-title" },
      make("h2", { id: "summary-title" }, "Der er noget at rette"), make("ul", {}, ...rows), make("p", {}, skip))
    document.getElementById("summary").replaceChildren(box)
    document.title = titleNow()
    box.focus()
  }

  // Shows a step; `point` leads to the answer that somebody came for.
  const show = (id, point) => {
    current = id
    entries = []
    extras = []
    toldRows = []
    const step = data.steps.find(one => one.id === id)
    main.replaceChildren(...id === START ? startPage() : id === CHECK ? checkPage() : stepPage(step))
    visited.add(id)
    refresh()
    if (point) {
      for (const entry of shown()) entry.touched = true
      refresh()
    }
    (point && entryOf(point) ? entryOf(point) : { focus: () => main.querySelector("h1").focus() }).focus()
    if (!point) scrollTo(0, 0)
  }
  const goTo = (id, point) => {
    if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`)
    show(id, point)
  }

  // --- The first page: begin, or open a file. ---

  const startPage = () => {
    // Any file can be chosen: a phone that does not know the ending .yml would let nobody choose one of these alone.
    const file = make("input", { type: "file", id: "fil", "aria-describedby": "fil-hjaelp" })
    const said = make("div", { id: "opened", role: "status" })
    file.addEventListener("change", async () => {
      const [chosen] = file.files
      if (!chosen) return
      const text = await chosen.text()
      // Who mends the file in an editor and chooses it once more has chosen something.
      file.value = ""
      open(text, chosen.name, said)
    })
    return [
      make("h1", { tabindex: "-1" }, "Jeres profil"),
      make("p", { class: "lead" }, "Her fortæller I om jeres skole: navne, numre, samtaler og det, I tilbyder. Svarene bliver til filen school.yml, og af den bygges jeres egen guide til læringssamtaler."),
      make("p", {}, `Der er ${data.steps.length} trin. Kun navnet, faget og en tovholder skal med. Resten kan I udfylde, når I er klar.`),
      make("p", {}, "Siden sender intet og gemmer intet. Til sidst gemmer I selv filen på jeres egen computer."),
      make("p", { class: "ways" }, button("Begynd", () => { location.hash = order[1] }, "main")),
      make("section", {}, make("h2", {}, "Har I en profil i forvejen?"),
        make("div", { class: "field" }, make("label", { for: "fil" }, "Åbn jeres school.yml"), make("p", { id: "fil-hjaelp", class: "hint" }, "Svarene kommer ind på de enkelte trin, hvor I kan rette dem."), file), said),
    ]
  }

  const open = (text, name, said) => {
    const lost = []
    let opened
    try {
      opened = parse(text)
    } catch (error) {
      const line = error.mark ? text.split("\n")[error.mark.line] : ""
      const where = error.mark ? `Se på linje ${error.mark.line + 1}: ${line.trim().slice(0, 80)}` : "Er det den rigtige fil?"
      return said.replaceChildren(make("p", { class: "error" }, `${name} kan ikke læses. ${where}`))
    }
    if (isUnsaved() && !confirm("Det, I har skrevet, er ikke gemt. Vil I åbne filen i stedet for det?")) return undefined
    fields = held(data.rule, opened, lost)
    beside = besideOf(text)
    savedText = textNow()
    visited = new Set(order)
    const count = problemsNow().length, remarks = ownRemarks(text)
    const parts = [make("p", {}, `${name} er åbnet. ${count ? `Der er ${count} ting at rette.` : "Der er intet at rette."}`)]
    if (lost.length) parts.push(make("p", { class: "error" }, "Noget i filen har ingen plads på siden her og kommer ikke med, når I gemmer:"), make("ul", {}, ...lost.map(path => make("li", {}, path.map(step => typeof step === "number" ? step + 1 : step).join(", ")))))
    if (remarks.length) parts.push(make("p", {}, `Filen har ${remarks.length} ${remarks.length === 1 ? "linje" : "linjer"} med jeres egne bemærkninger (#). De kommer ikke med, når I gemmer.`))
    said.replaceChildren(...parts, make("p", { class: "ways" }, make("a", { href: `#${CHECK}` }, "Se alle svar")))
    refresh()
    return undefined
  }

  addEventListener("hashchange", () => {
    const id = location.hash.slice(1)
    if (order.includes(id) && id !== current) show(id)
    document.getElementById("steps").open = isWide.matches
  })
  addEventListener("beforeunload", event => {
    if (isUnsaved()) event.preventDefault()
  })
  const isWide = matchMedia("(min-width: 60em)")
  isWide.addEventListener("change", () => document.getElementById("steps").open = isWide.matches)
  document.getElementById("steps").open = isWide.matches
  savedText = textNow()
  show(order.includes(location.hash.slice(1)) ? location.hash.slice(1) : START)
  if (data.profile) open(data.profile, "school.yml", document.getElementById("opened"))

  // For those who look whether the page and the program say the same.
  window.samtaleguide = { problemsOf, parse, write, saved: profile => write(profileOf(held(data.rule, profile, []))), paletteOf }
