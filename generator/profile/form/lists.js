  // --- Several answers: groups of fields, and lists of them that grow. ---

  const render = (rule, slot) => {
    if (rule.suggestions && rule.kind !== "map") return suggestedField(rule, slot)
    if (rule.kind === "group") return groupField(rule, slot)
    if (rule.kind === "talk") return talkField(rule, slot)
    if (rule.kind === "map") return mapField(rule, slot)
    if (rule.kind === "list" && rule.item.kind === "group") return listField(rule, slot)
    if (rule.kind === "list") return rule.item.kind === "choice" ? ticksField(rule, slot) : severalField(rule, slot)
    if (rule.kind === "months") return monthsField(rule, slot)
    if (rule.kind === "choice") return selectField(rule, slot, rule.choices)
    if (rule.kind === "switch") return rule.isEither ? selectField(rule, slot, [["true", "Ja"], ["false", "Nej"]]) : tickField(rule, slot)
    return textField(rule, slot)
  }

  const fieldsOf = (rule, slot) => rule.keys.map(([key, inner]) => render({ ...inner, isOptional: rule.kind === "group" && rule.label && !rule.required }, slotIn(slot.get(), key, slot.path)))

  const groupField = (rule, slot) => {
    const id = newId("gruppe"), { hint, line, by } = described(rule, id)
    const field = make("fieldset", { class: "group", "aria-describedby": by, tabindex: "-1" }, make("legend", { class: rule.only_heard && "heard" }, rule.label), hint, line, ...fieldsOf(rule, slot))
    enter(field, slot, field, line)
    return field
  }

  // A list whose items are drawn anew when one comes or goes.
  const growing = (rule, slot, drawItem, newItem) => {
    const id = newId("liste"), { hint, line } = described(rule, id)
    const heading = make("h2", { id, tabindex: "-1" }, rule.label), items = make("div", { class: "items" })
    const called = number => `${rule.called} ${number + 1}`
    const drawn = () => items.replaceChildren(...slot.get().map((one, number) => {
      const tools = make("p", { class: "item-tools" })
      if (number > 0) tools.append(button(`Flyt ${called(number).toLowerCase()} op`, () => move(number), "quiet"))
      tools.append(button(`Fjern ${called(number).toLowerCase()}`, () => remove(number), "quiet"))
      const item = make("fieldset", { class: "item", tabindex: "-1" }, make("legend", {}, called(number)), ...drawItem(number), tools)
      return item
    }))
    const changed = (item, text) => {
      drawn()
      refresh()
      announce(text)
      item()
    }
    const move = number => {
      const list = slot.get(), [one] = list.splice(number, 1)
      list.splice(number - 1, 0, one)
      changed(() => items.children[number - 1].focus(), `Nu ${called(number - 1).toLowerCase()}.`)
    }
    const remove = number => {
      slot.get().splice(number, 1)
      changed(() => heading.focus(), `${called(number)} er fjernet.`)
    }
    const add = button(rule.add, () => {
      slot.get().push(newItem())
      changed(() => items.lastElementChild.querySelector("input, select, textarea").focus(), `${called(slot.get().length - 1)} er tilføjet.`)
    }, "add")
    const element = make("section", { class: "list", "aria-labelledby": id }, heading, hint, line, items, add)
    enter(element, slot, heading, line)
    drawn()
    return element
  }

  const listField = (rule, slot) => growing(rule, slot,
    number => {
      const at = { get: () => slot.get()[number], path: () => [...slot.path(), number] }
      const line = errorLine(newId("fejl")), fields = fieldsOf(rule.item, at)
      enter(fields[0], at, fields[0].querySelector("input, select, textarea"), line)
      return [line, ...fields]
    },
    () => emptyOf(rule.item))

  const mapField = (rule, slot) => growing(rule, slot,
    number => {
      const pair = slot.get()[number], path = () => [...slot.path(), pair.key.trim()]
      const keyRule = { ...rule, kind: "key", label: rule.suggestions ? "Hvilket ark?" : "Spørgsmålets id", hint: "", required: true }
      const keySlot = { get: () => pair.key, set: value => pair.key = value, path, isKey: true }
      const valueSlot = { get: () => pair.value, set: value => pair.value = value, path }
      const key = rule.suggestions ? suggestedField(keyRule, keySlot) : textField(keyRule, keySlot)
      if (rule.value.kind === "group") {
        const ids = make("details", { class: "ids" })
        keySlot.changed = () => showIds(ids, pair.key)
        keySlot.changed()
        return [key, ids, ...fieldsOf(rule.value, valueSlot)]
      }
      const word = rule.value.kind === "text" ? "Ny ordlyd" : rule.value.kind === "number" ? "Antal" : "På det korte ark?"
      return [key, render({ ...rule.value, label: word, hint: "", required: true, isEither: true }, valueSlot)]
    },
    () => ({ key: "", value: emptyOf(rule.value) }))

  // The ids of a sheet, which its changes name.
  const showIds = (details, name) => {
    const sheet = data.sheets.find(({ id }) => id === name)
    details.hidden = !sheet
    if (!sheet) return
    const rows = sheet.sections.flatMap(([id, title, questions]) => [
      make("h3", {}, title, " ", make("span", { class: "hint" }, "afsnit: "), make("code", {}, id)),
      make("dl", {}, ...questions.flatMap(([question, text]) => [make("dt", {}, make("code", {}, question)), make("dd", {}, text)])),
    ])
    details.replaceChildren(make("summary", {}, "Spørgsmålene i arket"), ...rows)
  }

  // Keys that stand twice in a map: the file could hold only one of them.
  const collisions = (rule, value, path = []) => {
    if (rule.kind === "map") {
      const keys = value.map(({ key }) => key.trim())
      const twice = keys.filter((key, number) => key && keys.indexOf(key) < number).map(key => ({ path: [...path, key], isKey: true, says: `${short(key)} står der to gange. Fjern det ene.` }))
      return [...twice, ...value.flatMap(pair => collisions(rule.value, pair.value, [...path, pair.key.trim()]))]
    }
    return rule.kind === "group" ? rule.keys.flatMap(([key, inner]) => collisions(inner, value[key], [...path, key])) : []
  }
