  // --- Elements, and what of the page is shown now. Texts are set as text, never as markup. ---

  let counted = 0
  const newId = word => `${word}-${++counted}`
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value)
    }
    element.append(...children.filter(child => child !== null && child !== undefined && child !== ""))
    return element
  }
  const button = (text, act, kind = "") => {
    const element = make("button", { type: "button", class: `button ${kind}`.trim() }, text)
    element.addEventListener("click", act)
    return element
  }
  // Said aloud where what has happened is seen only.
  const announce = text => document.getElementById("said").textContent = text

  // What takes an answer, or holds several that do: {path, element, focus, say, touched}.
  let entries = []
  const shown = () => entries = entries.filter(entry => entry.element.isConnected)
  const startsWith = (path, start) => start.every((step, number) => path[number] === step)
  // The entry that a problem belongs to: the one whose path leads nearest to it.
  // The key of a map and its value have one path, and only one of the two is wrong.
  const entryOf = ({ path, isKey = false }) => shown().filter(entry => startsWith(path, entry.path()))
    .sort((one, other) => other.path().length - one.path().length || (other.isKey === isKey) - (one.isKey === isKey))[0]

  const errorLine = id => make("p", { id, class: "error", hidden: true })
  const sayIn = (line, text) => {
    line.hidden = !text
    line.replaceChildren(...text ? [make("span", { class: "heard" }, "Fejl: "), text] : [])
  }
  // A part of a group that may be left out as a whole is no more required than that is.
  const labelOf = rule => rule.required && !rule.isOptional ? `${rule.label} (skal udfyldes)` : rule.label
  const usualOf = rule => rule.kind === "months" ? rule.default.join(" til ") : choiceWord(rule, rule.default)
  const choiceWord = (rule, name) => rule.choices?.find(([one]) => one === name)?.[1] ?? name
  const hintOf = rule => {
    const usual = rule.default && !["list", "choice"].includes(rule.kind) ? `Udfylder I det ikke, bruges ${usualOf(rule)}.` : ""
    return [rule.hint, usual].filter(Boolean).join(" ")
  }
  const setProperty = (element, name, value) => element.style.setProperty(name, value)
