// Gives each text that is meant for a reader's own mail or phone a button that copies it letter by letter. The buttons
// are made here: without scripts there is none that does nothing, and the text can be marked by hand.
(() => {
  const statuses = []

  const announce = (status, words) => {
    for (const other of statuses) other.textContent = ""
    // Said in a moment of its own, so that a second »Kopieret« is read aloud too.
    setTimeout(() => { status.textContent = words }, 50)
  }

  const mark = element => {
    const selection = getSelection()
    selection.removeAllRanges()
    const range = document.createRange()
    range.selectNodeContents(element)
    selection.addRange(range)
  }

  // For pages that are no secure context, where the browser has no clipboard to offer.
  const copyMarked = (element, text) => {
    mark(element)
    const fill = event => {
      event.clipboardData.setData("text/plain", text)
      event.preventDefault()
    }
    document.addEventListener("copy", fill)
    try {
      return document.execCommand("copy")
    } finally {
      document.removeEventListener("copy", fill)
    }
  }

  const copy = async element => {
    const text = element.textContent
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return copyMarked(element, text)
    }
  }

  for (const element of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "copyable__button"
    button.textContent = `Kopier ${element.dataset.copy}`
    const title = element.closest(".copyable").dataset.title
    if (title) button.setAttribute("aria-label", `${button.textContent}: ${title}`)
    const status = document.createElement("span")
    status.className = "copyable__status"
    status.setAttribute("role", "status")
    statuses.push(status)
    button.addEventListener("click", async () => {
      const done = await copy(element)
      if (!done) mark(element)
      announce(status, done ? "Kopieret" : "Teksten er markeret. Kopier den med Ctrl+C, eller hold fingeren på den.")
    })
    const row = document.createElement("span")
    row.className = "copyable__action"
    row.append(button, status)
    element.after(row)
  }
})()
