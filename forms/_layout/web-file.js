  // --- The saved file: style, script, sheet and answers, and a policy that lets it load nothing. ---

  const element = (page, tag, attributes) => {
    const made = page.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    return made
  }

  // Taken out first, so that they stand in one order however often the sheet was saved before.
  const setAnew = (field, attributes) => {
    for (const name of Object.keys(attributes)) field.removeAttribute(name)
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) field.setAttribute(name, value)
  }

  // The answers stand in the markup, too: a preview in a mail runs no script. Fields of text give way to the text.
  const writeInto = (copy, held) => {
    for (const field of copy.querySelectorAll("form :is(input, textarea)")) {
      const answer = held.get(nameOf(field))
      if (ticked(field)) setAnew(field, { checked: answer && "" })
      else if (field.tagName === "INPUT") setAnew(field, { value: answer, hidden: "" })
      else {
        setAnew(field, { hidden: "" })
        field.textContent = answer ?? ""
      }
      field.nextElementSibling.textContent = inWords(field, answer)
    }
  }

  const sheetWith = (held, mark) => {
    const copy = blank.cloneNode(true)
    writeInto(copy, held)
    copy.querySelector(".about-page")?.remove()
    copy.querySelector(".about-saved").hidden = false
    copy.removeAttribute("data-mark")
    if (mark) copy.dataset.mark = mark
    // A "<" would let an answer end the script element around it.
    copy.querySelector("#svar").textContent = JSON.stringify({ ...stored, svar: nested(held) }).replace(/</g, "\\u003c")
    return copy
  }

  const fileWith = (held, mark) => {
    const title = sheet.dataset.title
    const page = document.implementation.createHTMLDocument(mark ? `${title} – ${mark}` : title)
    page.documentElement.lang = "da"
    page.documentElement.className = "saved"
    page.head.prepend(
      element(page, "meta", { charset: "utf-8" }),
      element(page, "meta", { "http-equiv": "Content-Security-Policy", content: sheet.dataset.policy }),
      element(page, "meta", { name: "viewport", content: "width=device-width,initial-scale=1" }),
      element(page, "meta", { name: "robots", content: "noindex" }),
    )
    page.head.append(document.getElementById("ark-stil").cloneNode(true))
    const main = page.createElement("main"), heading = page.createElement("h1")
    heading.textContent = title
    main.append(heading, sheetWith(held, mark), blankDialogs.cloneNode(true))
    page.body.append(main, document.getElementById("ark-script").cloneNode(true))
    return `<!doctype html>\n${page.documentElement.outerHTML}\n`
  }
