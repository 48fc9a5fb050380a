// Hides what is over. A school may leave its guide as it was built; then an event goes by the reader's own calendar, on
// the day after its last one. A heading that has nothing left below it goes too, and so do the links that lead to it.
(() => {
  const now = new Date()
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map(number => `${number}`.padStart(2, "0"))
    .join("-")
  const over = [...document.querySelectorAll("[data-last-day]")].filter(item => item.dataset.lastDay < today)

  const hide = element => { element.hidden = true }
  const isGone = element => element.hidden || (element.matches("ul, ol") && [...element.children].every(isGone))
  // A section is what follows its heading up to the next one of the same level or a higher one.
  const section = heading => {
    const found = []
    for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
      if (/^H[1-6]$/.test(next.tagName) && next.tagName <= heading.tagName) break
      found.push(next)
    }
    return found
  }
  const headingBefore = element => {
    let before = element
    while (before && !/^H[2-6]$/.test(before.tagName)) before = before.previousElementSibling
    return before
  }

  over.forEach(hide)
  over.forEach(item => {
    const list = item.closest("ul, ol") ?? item
    if (isGone(list)) hide(list)
    const heading = headingBefore(list)
    if (!heading || heading.hidden || !section(heading).every(isGone)) return
    hide(heading)
    document.querySelectorAll(`a[href$="#${heading.id}"]`).forEach(link => hide(link.closest("li") ?? link))
  })
})()
