// A sheet in the browser: grows its fields, saves a copy of itself with the answers, and warns before they are lost.
// It runs on the site's page and in the saved file alike. Answers are data: read and written as values and text only.
// Nothing is sent, and nothing is kept but in the file that the reader asks for.
(() => {
  const sheet = document.getElementById("ark"), dialogs = document.getElementById("ark-dialoger")
  // What is saved is made from these copies, as they were before anything was typed.
  const blank = sheet.cloneNode(true), blankDialogs = dialogs.cloneNode(true)
  const form = sheet.querySelector("form")
  const stored = JSON.parse(document.getElementById("svar").textContent)

{% include "shared/forms/_layout/web-fields.js" %}
{% include "shared/forms/_layout/web-days.js" %}
{% include "shared/forms/_layout/web-file.js" %}
{% include "shared/forms/_layout/web-save.js" %}
{% include "shared/forms/_layout/web-open.js" %}

  const refresh = () => {
    for (const field of fields) {
      const beside = field.nextElementSibling, words = inWords(field, heldBy(field))
      // What is as it was is left alone: to lay out hundreds of fields for each letter takes longer than to type it.
      if (beside.textContent !== words) beside.textContent = words
    }
    for (const undo of form.querySelectorAll(".undo")) {
      undo.hidden = !undo.parentElement.querySelector("input:checked")
    }
  }

  const show = held => {
    fill(held)
    for (const field of days) sayOfDay(field)
    refresh()
  }

  const clear = () => {
    const question = "Vil du slette alt, hvad der er skrevet på arket?"
    if (!confirm(unsaved() ? `Arket er ikke gemt. ${question}` : question)) return
    show(given)
    mark.value = ""
    // What came out of a file is the last one's, too.
    opened?.replaceChildren()
    keep(now())
    savedOnce = false
    say("Arket er ryddet.")
  }

  form.addEventListener("input", event => {
    const field = event.target
    const text = inOneLine(field, field.value)
    if (text !== field.value) field.value = text
    if (days.includes(field)) wordOf(field).textContent = ""
    sayIfMoreIsWritten()
    refresh()
  })
  form.addEventListener("change", event => {
    if (days.includes(event.target)) tidyDay(event.target)
    refresh()
  })
  // A browser shows the cursor of a field that gets the focus, and may leave the rest of it below the bar.
  form.addEventListener("focusin", ({ target }) => requestAnimationFrame(() => {
    // Whoever goes on quickly has left the field before it is drawn, and is not to be taken back to it.
    if (target !== document.activeElement) return
    const box = target.getBoundingClientRect()
    const hidden = box.bottom + 8 - sheet.querySelector(".tools").getBoundingClientRect().top
    if (fields.includes(target) && !ticked(target) && hidden > 0 && box.top - hidden > innerHeight / 5) scrollBy(0, hidden)
  }))
  form.addEventListener("click", event => {
    const undo = event.target.closest(".undo")
    if (!undo) return
    const chosen = undo.parentElement.querySelector("input:checked")
    chosen.checked = false
    chosen.focus()
    sayIfMoreIsWritten()
    refresh()
  })
  form.addEventListener("submit", event => event.preventDefault())
  sheet.querySelector(".print").addEventListener("click", () => print())
  sheet.querySelector(".clear").addEventListener("click", clear)
  addEventListener("beforeunload", event => {
    if (!unsaved()) return
    event.preventDefault()
    // Browsers from before 2024 ask only if they find this.
    event.returnValue = true
  })

  for (const field of fields) field.hidden = false
  for (const part of sheet.querySelectorAll(".with-script, .without-script")) {
    part.hidden = part.classList.contains("without-script")
  }
  show(stored.svar ? byName(stored.svar) : given)
  keep(now())
  sheet.classList.add("live")
})()
