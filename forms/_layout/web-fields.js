  // --- The fields, and what they hold: by the names that the sheet's PDF has too, each a text or true. ---

  const fields = [...form.querySelectorAll("input, textarea")]
  const ticked = field => field.type === "checkbox" || field.type === "radio"
  // A chosen radio button is the field name_value.
  const nameOf = field => field.type === "radio" ? `${field.name}_${field.value}` : field.name

  // A text without what no file and no spreadsheet can hold: control characters, halves of a sign, turned directions.
  const cleaned = text => text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(
    /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu, sign => sign === "\n" || sign === "\t" ? sign : ""
  )

  // A field of one line in the PDF holds no line breaks here either, by whatever sign.
  const inOneLine = (field, text) =>
    field.dataset.lines === "one" || field.tagName === "INPUT" ? text.replace(/[\r\n\u2028\u2029]+/g, " ") : text

  const heldBy = field => ticked(field) ? field.checked : cleaned(inOneLine(field, field.value))
  // What stands beside each field as text, for paper and for where no script runs.
  const inWords = (field, held) => ticked(field) ? (held ? "x " : "") : held ?? ""

  const filled = () => new Map(fields.map(field => [nameOf(field), heldBy(field)])
    .filter(([, held]) => held === true || (held && held.trim())))

  const fill = held => {
    for (const field of fields) {
      const answer = held.get(nameOf(field))
      if (ticked(field)) field.checked = answer === true
      else field.value = typeof answer === "string" ? cleaned(inOneLine(field, answer)) : ""
    }
  }

  // Files nest answers by the parts of their names: an object in an object for each part.
  const nested = held => {
    const all = Object.create(null)
    for (const [name, answer] of held) {
      const parts = name.split("_"), last = parts.pop()
      parts.reduce((part, key) => part[key] ??= Object.create(null), all)[last] = answer
    }
    return all
  }

  const byName = (all, path = []) => new Map(Object.entries(all).flatMap(([key, part]) => {
    const deeper = part && typeof part === "object" && path.length < 2
    return deeper ? [...byName(part, [...path, key])] : [[[...path, key].join("_"), part]]
  }))

  // What the school's profile says already; a sheet that has been saved holds it among its answers.
  const given = byName(JSON.parse(sheet.dataset.given))
