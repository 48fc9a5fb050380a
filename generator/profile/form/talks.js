  // --- The talks: whether each is held, and all of them on one line of time; what a school does without. ---

  const talkField = (rule, slot) => {
    const id = newId("samtale"), { hint, line, by } = described(rule, id)
    const inside = make("div", { class: "inside" })
    const field = make("fieldset", { class: "group", "aria-describedby": by, tabindex: "-1" }, make("legend", {}, rule.label), hint, line)
    if (rule.may_be_left_out) field.append(heldOrNot(rule, slot, inside))
    field.append(inside)
    enter(field, slot, field, line)
    if (slot.get() !== "false") inside.append(...fieldsOf(rule, slot))
    return field
  }

  const heldOrNot = (rule, slot, inside) => {
    const name = newId("holdes")
    const row = (word, isHeld) => {
      const radio = make("input", { type: "radio", id: newId("felt"), name })
      radio.checked = (slot.get() !== "false") === isHeld
      radio.addEventListener("change", () => {
        slot.set(isHeld ? held({ ...rule, kind: "group" }, rule.usual, []) : "false")
        inside.replaceChildren(...isHeld ? fieldsOf(rule, slot) : [])
        refresh()
      })
      return make("div", { class: "tick" }, radio, make("label", { for: radio.id }, word))
    }
    return make("div", { class: "held", role: "radiogroup", "aria-label": `Holder I den? ${rule.label}` }, row("Ja, den holder vi", true), row("Nej, den holder vi ikke", false))
  }

  // What of a talk counts: what is written, else the usual.
  const talkNow = name => {
    const rule = ruleAt("conversations", name), talk = fields.conversations[name]
    if (talk === "false") return null
    const value = key => {
      const inner = rule.keys.find(([one]) => one === key)?.[1], written = talk[key]
      if (!inner) return undefined
      return (inner.kind === "months" ? written.some(Boolean) : written) ? written : inner.default
    }
    return { label: rule.label, place: value("place"), minutes: value("minutes"), months: value("months_after_start")?.map(month => month.trim() ? Number(month) : NaN) }
  }

  const WHEN = { praktik: "I praktikugen på grundforløbet", foerste: "Før oplæringen begynder" }
  const timeLine = () => {
    const list = make("ol", { class: "talks" })
    const element = make("section", { class: "picture", "aria-labelledby": "tidslinje" }, make("h2", { id: "tidslinje" }, "Sådan ligger samtalerne"), make("p", { class: "hint" }, "Den lodrette streg er oplæringens start. Linjen går et år frem, eller til den sidste samtale."), list)
    return { element, refresh: () => list.replaceChildren(...["praktik", "foerste", "anden", "tredje"].map(name => [name, talkNow(name)]).filter(([, talk]) => talk).map(onLine)) }
  }

  const onLine = ([name, talk], _, talks) => {
    const isRight = talk.months?.every(month => Number.isInteger(month) && month >= 0 && month <= 60) && talk.months[0] <= talk.months[1]
    const when = WHEN[name] ?? (isRight ? `${monthsInWords(talk.months)} efter oplæringens start` : "Se på månederne")
    const what = [when[0].toUpperCase() + when.slice(1), talk.place, talk.minutes && `${talk.minutes} minutter`].filter(Boolean).join(" · ")
    const bar = make("span", { class: "bar", "aria-hidden": "true" }, make("span", { class: WHEN[name] ? `before ${name}` : "after" }))
    const longest = Math.max(12, ...talks.map(([, one]) => one.months?.[1] || 0))
    if (isRight) {
      // A fifth of the line is the time before the start.
      setProperty(bar.firstChild, "--from", `${20 + 80 * talk.months[0] / (longest + 1)}%`)
      setProperty(bar.firstChild, "--wide", `${80 * Math.max(talk.months[1] - talk.months[0], .5) / (longest + 1)}%`)
    }
    return make("li", {}, make("strong", {}, talk.label), make("span", { class: "when" }, what), bar)
  }

  const withoutChoices = () => {
    const list = make("ul"), none = make("p", {}, "Intet. I tilbyder det hele.")
    const element = make("section", { class: "picture", "aria-labelledby": "uden" }, make("h2", { id: "uden" }, "Det bliver ikke nævnt i jeres guide"), none, list)
    const told = ([name, word]) => {
      const gone = data.without[name] ?? []
      return make("li", {}, word.split(":")[0], gone.length ? `: heller ikke ${listed(gone)}` : "")
    }
    return {
      element,
      refresh: () => {
        const missing = ruleAt("initiatives").item.choices.filter(([name]) => !fields.initiatives.includes(name))
        none.hidden = missing.length > 0
        list.replaceChildren(...missing.map(told))
      },
    }
  }
  const listed = words => words.length > 1 ? `${words.slice(0, -1).join(", ")} og ${words[words.length - 1]}` : words.join("")
