// A sheet in the browser: grows its fields, saves a copy of itself with the answers, and warns before they are lost.
// It runs on the site's page and in the saved file alike. Answers are data: read and written as values and text only.
// Nothing is sent, and nothing is kept but in the file that the reader asks for.
(() => {
  const sheet = document.getElementById("ark")
  // What is saved is made from this copy, as it was before anything was typed.
  const blank = sheet.cloneNode(true)
  const form = sheet.querySelector("form")
  const said = sheet.querySelector("[role=status]")
  const stored = JSON.parse(document.getElementById("svar").textContent)
  // What the school's profile says already; a sheet that has been saved holds it among its answers.
  const given = JSON.parse(sheet.dataset.given)
  const fields = [...form.querySelectorAll("input, textarea")]
  const ticked = field => field.type === "checkbox" || field.type === "radio"
  // A chosen radio button is the field name_value: every sheet has the same fields as its PDF.
  const path = field => (field.type === "radio" ? `${field.name}_${field.value}` : field.name).split("_")

  // The answers as they are now, by question id; what is not filled in is left out.
  const answers = () => {
    const held = {}
    for (const field of fields) {
      if (!(ticked(field) ? field.checked : field.value.trim())) continue
      const parts = path(field), last = parts.pop()
      parts.reduce((part, name) => part[name] ??= {}, held)[last] = ticked(field) ? true : field.value
    }
    return held
  }

  const fill = held => {
    for (const field of fields) {
      const answer = path(field).reduce((part, name) => part?.[name], held)
      if (ticked(field)) field.checked = answer === true
      else field.value = typeof answer === "string" ? answer : ""
    }
  }

  const refresh = () => {
    for (const field of fields) if (!ticked(field)) field.nextElementSibling.textContent = field.value
    for (const undo of form.querySelectorAll(".undo")) {
      undo.hidden = !undo.parentElement.querySelector("input:checked")
    }
  }

  // A day typed as 1/2 2027 or 01022027 is kept as 01-02-2027; anything else stays as it was written.
  const asDay = text => {
    const [, day, month, year] = /^\s*(\d{1,2})[-./\s]*(\d{1,2})[-./\s]*(\d{4}|\d{2})\s*$/.exec(text) ?? []
    return year ? [day.padStart(2, "0"), month.padStart(2, "0"), year.padStart(4, "20")].join("-") : text
  }

  const meta = (page, name, key, content) => {
    const element = page.createElement("meta")
    element.setAttribute(name, key)
    if (content) element.setAttribute("content", content)
    return element
  }

  // One file that holds everything: style, script, sheet and answers, and a policy that lets it load nothing.
  const file = () => {
    const page = document.implementation.createHTMLDocument(sheet.dataset.title)
    const copy = blank.cloneNode(true)
    // A "<" would let an answer end the script element around it.
    copy.querySelector("#svar").textContent = JSON.stringify({ ...stored, svar: answers() }).replace(/</g, "\\u003c")
    page.documentElement.lang = "da"
    page.documentElement.className = "saved"
    page.head.prepend(
      meta(page, "charset", "utf-8"),
      meta(page, "http-equiv", "Content-Security-Policy", sheet.dataset.policy),
      meta(page, "name", "viewport", "width=device-width,initial-scale=1"),
      meta(page, "name", "robots", "noindex"),
    )
    page.head.append(document.getElementById("ark-stil").cloneNode(true))
    const main = page.createElement("main"), heading = page.createElement("h1")
    heading.textContent = sheet.dataset.title
    main.append(heading, copy)
    page.body.append(main, document.getElementById("ark-script").cloneNode(true))
    return `<!doctype html>\n${page.documentElement.outerHTML}\n`
  }

  const today = () => {
    const now = new Date()
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => `${part}`.padStart(2, "0")).join("-")
  }

  let saved = ""
  const keep = () => saved = JSON.stringify(answers())

  const save = () => {
    const link = document.createElement("a")
    link.download = `${stored.ark}-${today()}.html`
    link.href = URL.createObjectURL(new Blob([file()], { type: "text/html;charset=utf-8" }))
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    keep()
    said.textContent = `Arket er gemt i mappen med hentede filer. Det hedder ${link.download}.`
  }

  const clear = () => {
    if (!confirm("Vil du slette alt, hvad der er skrevet på arket?")) return
    fill(given)
    refresh()
    said.textContent = "Arket er ryddet."
  }

  form.addEventListener("input", event => {
    const field = event.target
    // A field of one line in the PDF holds no line breaks here either.
    if (field.dataset.lines === "one" && /[\r\n]/.test(field.value)) field.value = field.value.replace(/[\r\n]+/g, " ")
    said.textContent = ""
    refresh()
  })
  form.addEventListener("change", event => {
    if (event.target.dataset.day) event.target.value = asDay(event.target.value)
    refresh()
  })
  form.addEventListener("click", event => {
    const undo = event.target.closest(".undo")
    if (!undo) return
    const chosen = undo.parentElement.querySelector("input:checked")
    chosen.checked = false
    chosen.focus()
    refresh()
  })
  form.addEventListener("submit", event => event.preventDefault())
  sheet.querySelector(".save").addEventListener("click", save)
  sheet.querySelector(".print").addEventListener("click", () => print())
  sheet.querySelector(".clear").addEventListener("click", clear)
  addEventListener("beforeunload", event => {
    if (JSON.stringify(answers()) === saved) return
    event.preventDefault()
    // Browsers from before 2024 ask only if they find this.
    event.returnValue = true
  })

  fill(stored.svar ?? given)
  keep()
  refresh()
  sheet.classList.add("live")
  sheet.querySelector(".tools").hidden = false
})()
