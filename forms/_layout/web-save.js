  // --- Saving. A browser with a dialog for it says when the file is there; of a download the page cannot know, so it
  // asks, and takes the sheet for unsaved until somebody has seen the file. ---

  const dialog = dialogs.querySelector("dialog"), mark = dialogs.querySelector("#ark-maerke")
  const said = sheet.querySelector(".tools-said")
  const asText = held => JSON.stringify([...held].sort())
  const now = () => asText(filled())

  // The answers that a file holds for certain, and those of a download that nobody has seen yet.
  let kept = "", waiting = null, savedOnce = false
  const keep = text => kept = text
  // An answer that is taken back is a change like any other: the file still holds it.
  const unsaved = () => now() !== kept

  const say = text => {
    if (said.textContent !== text) said.textContent = text
  }
  const sayIfMoreIsWritten = () => say(savedOnce && unsaved() ? "Der er ændret noget, siden arket blev gemt." : "")

  // What the reader chose for the file's name: letters and digits of any alphabet, and nothing else.
  const markIn = text => cleaned(text).normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").slice(0, 20).replace(/^-|-$|[\ud800-\udfff]$/gu, "")

  const twoDigits = number => String(number).padStart(2, "0")
  // Without a mark it is the time that tells the files of one day apart.
  const fileName = () => {
    const at = new Date()
    const day = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join("-")
    const last = markIn(mark.value) || `kl-${twoDigits(at.getHours())}${twoDigits(at.getMinutes())}`
    return `${stored.ark}-${day}-${last}.html`
  }

  const showStep = (step, name) => {
    for (const part of dialog.querySelectorAll(".saving")) part.hidden = !part.classList.contains(step)
    for (const part of dialog.querySelectorAll(".file-name")) part.textContent = name
    dialog.setAttribute("aria-label", dialog.querySelector(`.${step} h2`).textContent)
  }

  const ask = () => {
    showStep("name-it", fileName())
    dialog.showModal()
    mark.focus()
    mark.select()
  }

  const saved = (text, name) => {
    keep(text)
    savedOnce = true
    // Somebody may have written on while the file was written.
    if (unsaved()) sayIfMoreIsWritten()
    else say(`Arket er gemt. Filen hedder ${name}.`)
  }

  const download = (html, name) => {
    const link = document.createElement("a")
    link.download = name
    link.href = URL.createObjectURL(new Blob([html], { type: "text/html;charset=utf-8" }))
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }

  // Download, and ask whether the file is there. Whoever leaves the question has not seen it.
  const offer = (html, name, text) => {
    download(html, name)
    waiting = [text, name]
    showStep("see-it", name)
    dialog.showModal()
    // Not the button, or the Enter that has just saved would say that the file has been seen.
    dialog.querySelector(".see-it h2").focus()
  }

  // Where the reader wants the file: a place to write to, nothing if the reader gave up, or "download".
  const place = async name => {
    if (!window.showSaveFilePicker) return "download"
    try {
      const types = [{ description: "Samtaleark", accept: { "text/html": [".html"] } }]
      return await showSaveFilePicker({ suggestedName: name, types })
    } catch (error) {
      return error.name === "AbortError" ? null : "download"
    }
  }

  const write = async (target, html) => {
    const stream = await target.createWritable()
    await stream.write(html)
    await stream.close()
  }

  const save = async () => {
    const name = fileName(), held = filled(), html = fileWith(held, markIn(mark.value))
    const target = await place(name)
    if (target === "download") return offer(html, name, asText(held))
    if (!target) return say("Arket er ikke gemt.")
    try {
      await write(target, html)
      saved(asText(held), target.name)
    } catch {
      say("Arket blev ikke gemt. Prøv igen, og vælg et andet sted på enheden.")
    }
  }

  // The dialog's buttons close it and leave their value; whoever leaves it in another way leaves none.
  dialog.addEventListener("close", () => {
    const answer = dialog.returnValue
    dialog.returnValue = ""
    if (answer === "save") save()
    else if (answer === "seen" && waiting) saved(...waiting)
    else if (waiting) say("Det er ikke sikkert, at arket er gemt. Gem det igen, eller print det.")
    waiting = null
  })
  mark.addEventListener("input", () => showStep("name-it", fileName()))
  mark.value = sheet.dataset.mark ?? ""
  sheet.querySelector(".save").addEventListener("click", ask)
