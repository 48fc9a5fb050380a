// What stands around every page, for those who go by key. The labels that open menu and search become buttons, which a
// key reaches and a screen reader calls open or closed; the theme's own switches, two boxes to tick, decide as before what
// is open. And the style sheet learns how high the bars are, so that nothing that takes the focus lies under them.
(() => {
  // The theme takes a single letter or sign, pressed anywhere, for a command: f opens the search, n leaves the page. Who
  // speaks to a computer or touches a key by chance would be led away (WCAG 2.1.4), so it does not get to hear of them.
  addEventListener("keydown", event => {
    if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) event.stopPropagation()
  }, true)

  const header = document.querySelector(".md-header")
  const side = document.querySelector(".md-sidebar--primary")
  const dialog = document.querySelector(".md-search")
  if (!header || !side || !dialog) return
  const [menu, search] = ["drawer", "search"].map(name => document.querySelector(`[data-md-toggle="${name}"]`))
  const set = (box, open) => { if (box.checked !== open) box.click() }

  const tellHeight = (bar, name) => new ResizeObserver(() =>
    document.documentElement.style.setProperty(name, `${bar.offsetHeight}px`)).observe(bar)
  tellHeight(header, "--header-height")
  const bar = document.querySelector(".web-sheet .tools, .thumb-bar")
  if (bar) tellHeight(bar, "--bar-height")

  // Of a field for much text, a browser shows the first line and is content.
  document.addEventListener("keyup", event => {
    if (event.key === "Tab") document.activeElement.scrollIntoView({ block: "nearest" })
  })

  // A table that scrolls does so by key, too. The theme puts it into what scrolls when the page has been read.
  const scrollers = new ResizeObserver(seen => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
      else target.removeAttribute("tabindex")
    }
  })
  addEventListener("load", () => {
    const tables = ".md-typeset__scrollwrap, .md-typeset table[class]:not(.answers)"
    document.querySelectorAll(tables).forEach(table => scrollers.observe(table))
  })

  const buttonFor = (label, box, opened, id) => {
    const button = document.createElement("button")
    button.type = "button"
    button.className = label.className
    button.append(...label.childNodes)
    opened.id = id
    button.setAttribute("aria-controls", id)
    const tell = () => button.setAttribute("aria-expanded", box.checked)
    tell()
    box.addEventListener("change", tell)
    label.replaceWith(button)
    return button
  }

  const menuButton = buttonFor(header.querySelector(".menu-button"), menu, side, "__menu")
  menuButton.addEventListener("click", () => set(menu, !menu.checked))
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !menu.checked) return
    set(menu, false)
    menuButton.focus()
  })
  // Whoever goes on by key to what lies behind the open menu is to see it.
  document.addEventListener("focusin", event => {
    if (!side.contains(event.target) && !header.contains(event.target)) set(menu, false)
  })

  // Another engine brings a search of its own.
  const field = dialog.querySelector(".md-search__input")
  if (!field) return
  const searchButton = buttonFor(header.querySelector(".search-button"), search, dialog, "__find")
  searchButton.addEventListener("click", () => {
    set(search, true)
    field.focus()
  })
  dialog.querySelector(".search-back").addEventListener("click", () => set(search, false))
  // The theme closes its search on Escape, too, and lets the focus go.
  search.addEventListener("change", () => {
    if (!search.checked && dialog.contains(document.activeElement)) searchButton.focus()
  })
})()
