  // --- Opening a saved sheet on the page: as data, from whoever's device; its script and its markup are never used. ---

  const chooser = dialogs.querySelector("input[type=file]"), opened = sheet.querySelector(".opened")
  const LARGEST = 10_000_000
  const NO_SHEET = "Filen er ikke et gemt samtaleark. Vælg en fil, der er gemt med »Gem på enheden«. Dens navn ender på .html."

  // What a file says it holds, or nothing if it is no saved sheet.
  const readSheet = html => {
    const page = new DOMParser().parseFromString(html, "text/html"), found = page.querySelectorAll("script#svar")
    try {
      const { ark, version, svar } = JSON.parse(found.length === 1 ? found[0].textContent : "")
      const nestedWell = svar && typeof svar === "object" && !Array.isArray(svar)
      const isSheet = nestedWell && typeof ark === "string" && /^[0-9]+-[0-9a-f]{4}$/.test(version)
      const { title = "", mark = "" } = page.getElementById("ark")?.dataset ?? {}
      return isSheet ? { page, ark, version, held: byName(svar), title: title || ark, mark } : null
    } catch {
      return null
    }
  }

  // An answer as it can be compared and shown: without what a field of one line cannot hold.
  const plain = answer => typeof answer === "string" ? cleaned(answer).replace(/\s+/g, " ").trim() : answer
  const without = held => {
    const here = filled()
    return [...held].filter(([name, answer]) => plain(answer) && plain(here.get(name)) !== plain(answer))
  }

  // What is shown came from a file: text, and not too much of it.
  const line = (tag, text) => {
    const made = document.createElement(tag)
    made.textContent = text.length > 3000 ? `${text.slice(0, 3000)} …` : text
    return made
  }
  const lineOf = (page, [name, answer]) => {
    const [id = "?", ...parts] = name.split("_").filter(Boolean)
    const question = page.getElementById(`tekst-${id}`)?.textContent.trim() || id
    const text = answer === true ? "kryds" : typeof answer === "string" ? answer : "?"
    return line("li", `${[question, ...parts].join(" – ")}: ${text}`)
  }

  const sayOpened = (found, left) => {
    const parts = [line("p", "Det gemte ark er åbnet.")]
    if (found.version !== stored.version) {
      parts.push(line("p", "Det er gemt fra en anden udgave af arket. Læs svarene igennem: Spørgsmålene kan være ændret."))
    }
    if (left.length) {
      const list = document.createElement("ul")
      list.append(...left.map(answer => lineOf(found.page, answer)))
      parts.push(line("p", "Disse svar passer ikke ind på arket her. De står stadig i filen:"), list)
    }
    opened.replaceChildren(...parts)
  }

  // An old editor may have saved the file anew, in the letters of Windows.
  const textOf = bytes => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    } catch {
      return new TextDecoder("windows-1252").decode(bytes)
    }
  }

  const open = async file => {
    const found = file.size > LARGEST ? null : readSheet(textOf(await file.arrayBuffer().catch(() => new ArrayBuffer())))
    const another = found && found.ark !== stored.ark
    if (!found) return opened.replaceChildren(line("p", NO_SHEET))
    if (another) return opened.replaceChildren(line("p", `Filen er et andet ark: »${found.title}«. Åbn den på det arks egen side.`))
    if (unsaved() && !confirm("Arket her er ikke gemt. Vil du åbne det gemte ark i stedet for?")) return
    show(found.held)
    keep(now())
    say("")
    mark.value = markIn(found.mark)
    sayOpened(found, without(found.held))
  }

  sheet.querySelector(".open")?.addEventListener("click", () => chooser.click())
  chooser.addEventListener("change", () => {
    const [file] = chooser.files
    // The same file can be chosen again.
    chooser.value = ""
    if (file) open(file)
  })
