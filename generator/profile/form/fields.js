  // --- One answer: a field with its label, its hint and what is wrong with it. ---
  // A slot is where an answer is kept: {get, set, path}.

  const slotIn = (owner, key, path) => ({ get: () => owner[key], set: value => owner[key] = value, path: () => [...path(), key] })

  const enter = (element, slot, focus, line) => {
    const entry = { element, path: slot.path, isKey: Boolean(slot.isKey), touched: false, focus: () => focus.focus(), mark: focus }
    entry.say = text => {
      sayIn(line, text)
      element.classList.toggle("wrong", Boolean(text))
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(focus.tagName)) focus.setAttribute("aria-invalid", Boolean(text))
    }
    entries.push(entry)
    return entry
  }

  const described = (rule, id) => {
    const hint = hintOf(rule), line = errorLine(`${id}-fejl`)
    return { hint: hint && make("p", { id: `${id}-hjaelp`, class: "hint" }, hint), line, by: `${hint ? `${id}-hjaelp ` : ""}${id}-fejl` }
  }

  const KEYBOARDS = { phone: "tel", cvr: "numeric", number: "numeric", email: "email", web: "url", site: "url" }
  const TIDY = { day: tidyDay, time: tidyTime }

  const textField = (rule, slot) => {
    const id = newId("felt"), { hint, line, by } = described(rule, id)
    const isLong = rule.kind === "text" && rule.max > 200
    const input = make(isLong ? "textarea" : "input", {
      id, "aria-describedby": by, autocomplete: "off", class: `of-${rule.kind}`, rows: isLong && "3", type: !isLong && "text",
      inputmode: KEYBOARDS[rule.kind], spellcheck: ["text", "place"].includes(rule.kind) ? undefined : "false",
    })
    input.value = slot.get()
    const word = make("p", { class: "word" })
    const field = make("div", { class: "field" }, make("label", { for: id }, labelOf(rule)), hint, line, input)
    if (rule.kind === "day") field.append(word)
    if (rule.kind === "colour") field.append(picker(rule, input))
    const entry = enter(field, slot, input, line)
    const take = () => {
      slot.set(input.value)
      word.textContent = rule.kind === "day" && isDay(input.value.trim()) ? dayInWords(input.value.trim()) : ""
    }
    input.addEventListener("input", () => {
      take()
      refresh()
    })
    input.addEventListener("change", () => {
      input.value = (TIDY[rule.kind] ?? (text => text))(input.value)
      take()
      entry.touched = true
      refresh()
    })
    take()
    return field
  }

  // The colour that the browser lets one point at, kept with the one that is typed.
  const picker = (rule, input) => {
    const well = make("input", { type: "color", class: "well", "aria-label": `Peg på en farve: ${rule.label}` })
    const follow = () => well.value = /^#[0-9a-f]{6}$/i.test(input.value.trim()) ? input.value.trim() : rule.default
    well.addEventListener("input", () => {
      input.value = well.value
      input.dispatchEvent(new Event("change", { bubbles: true }))
    })
    input.addEventListener("input", follow)
    input.addEventListener("change", follow)
    follow()
    return well
  }

  const options = (choices, first) => [make("option", { value: "" }, first), ...choices.map(([name, word]) => make("option", { value: name }, word))]

  const selectField = (rule, slot, choices) => {
    const id = newId("felt"), { hint, line, by } = described(rule, id)
    const first = rule.default ? `Som regel: ${choiceWord(rule, rule.default)}` : "Vælg"
    const select = make("select", { id, "aria-describedby": by }, ...options(choices.map(([name, word]) => [name, word.split(":")[0]]), first))
    select.value = slot.get()
    const field = make("div", { class: "field" }, make("label", { for: id }, labelOf(rule)), hint, line, select)
    const entry = enter(field, slot, select, line)
    select.addEventListener("change", () => {
      slot.set(select.value)
      entry.touched = true
      refresh()
    })
    return field
  }

  // A list to choose from, and a field for what is not on it.
  const OWN = "…"
  const suggestedField = (rule, slot) => {
    const choices = data.suggestions[rule.suggestions], isKnown = value => !value || choices.some(([name]) => name === value)
    const id = newId("felt"), { hint, line, by } = described(rule, id), ownId = newId("felt")
    const select = make("select", { id, "aria-describedby": by }, ...options(choices, "Vælg"), make("option", { value: OWN }, rule.own))
    const own = make("input", { id: ownId, type: "text", autocomplete: "off", "aria-describedby": `${id}-fejl` })
    const ownField = make("div", { class: "own" }, make("label", { for: ownId }, rule.own_hint), own)
    select.value = isKnown(slot.get()) ? slot.get() : OWN
    own.value = isKnown(slot.get()) ? "" : slot.get()
    const field = make("div", { class: "field" }, make("label", { for: id }, labelOf(rule)), hint, line, select, ownField)
    const entry = enter(field, slot, select, line)
    const take = () => {
      ownField.hidden = select.value !== OWN
      slot.set(select.value === OWN ? own.value : select.value)
    }
    for (const [part, kind] of [[select, "change"], [own, "input"], [own, "change"]]) {
      part.addEventListener(kind, () => {
        take()
        entry.touched ||= kind === "change" && (part === own || select.value !== OWN)
        refresh()
        slot.changed?.()
      })
    }
    take()
    return field
  }

  const tickField = (rule, slot) => {
    const id = newId("felt"), { hint, line, by } = described(rule, id)
    const box = make("input", { id, type: "checkbox", "aria-describedby": by })
    box.checked = slot.get() === "true"
    const field = make("div", { class: "field" }, make("div", { class: "tick" }, box, make("label", { for: id }, rule.label)), hint, line)
    enter(field, slot, box, line)
    box.addEventListener("change", () => {
      slot.set(box.checked ? "true" : "")
      refresh()
    })
    return field
  }

  const monthsField = (rule, slot) => {
    const id = newId("felt"), { hint, line, by } = described(rule, id)
    const parts = ["Fra", "Til"].map((word, number) => {
      const input = make("input", { id: newId("felt"), type: "text", inputmode: "numeric", autocomplete: "off", class: "of-number" })
      input.value = slot.get()[number]
      for (const kind of ["input", "change"]) {
        input.addEventListener(kind, () => {
          slot.get()[number] = input.value
          entry.touched ||= kind === "change"
          refresh()
        })
      }
      return [input, make("div", { class: "half" }, make("label", { for: input.id }, word), input)]
    })
    const field = make("fieldset", { class: "field", "aria-describedby": by }, make("legend", {}, labelOf(rule)), hint, line,
      make("div", { class: "halves" }, ...parts.map(([, half]) => half)))
    const entry = enter(field, slot, parts[0][0], line)
    return field
  }

  // Ticks for a list of things that can be chosen.
  const ticksField = (rule, slot) => {
    const id = newId("felt"), { hint, line, by } = described(rule, id)
    const boxes = rule.item.choices.map(([name, word]) => {
      const box = make("input", { id: newId("felt"), type: "checkbox", value: name })
      box.checked = slot.get().includes(name)
      box.addEventListener("change", () => {
        slot.set(boxes.filter(one => one.checked).map(one => one.value))
        refresh()
      })
      box.row = make("div", { class: "tick" }, box, make("label", { for: box.id }, word))
      return box
    })
    const field = make("fieldset", { class: "field ticks", "aria-describedby": by }, make("legend", {}, rule.label), hint, line, ...boxes.map(box => box.row))
    enter(field, slot, boxes[0], line)
    return field
  }

  // Several short answers: numbers and ids with commas between them, texts each in a line.
  const severalField = (rule, slot) => {
    const id = newId("felt"), { hint, line, by } = described(rule, id), isText = rule.item.kind === "text"
    const input = make(isText ? "textarea" : "input", { id, "aria-describedby": by, autocomplete: "off", rows: isText && "4", type: !isText && "text" })
    input.value = slot.get().join(isText ? "\n" : ", ")
    const field = make("div", { class: "field" }, make("label", { for: id }, labelOf(rule)), hint, line, input)
    const entry = enter(field, slot, input, line)
    const take = () => slot.set(isText ? input.value.split("\n").map(one => one.trim()).filter(Boolean) : input.value.split(/[,;\s]+/).filter(Boolean).flatMap(spread))
    // 28-31 are four weeks.
    const spread = part => {
      const [, first, end] = (rule.item.kind === "number" && /^(\d{1,2})[-–](\d{1,2})$/.exec(part)) || []
      return first && Number(first) < Number(end) ? Array.from({ length: end - first + 1 }, (_, number) => String(Number(first) + number)) : [part]
    }
    for (const kind of ["input", "change"]) {
      input.addEventListener(kind, () => {
        if (kind === "change" && rule.item.kind === "time") input.value = input.value.split(/,\s*|;\s*|\s+/).map(tidyTime).join(", ")
        take()
        entry.touched ||= kind === "change"
        refresh()
      })
    }
    return field
  }
