  // --- The file: school.yml as the page reads and writes it. ---
  // While somebody fills in, a profile is kept as fields hold it: texts, lists, groups; a map as a list of {key, value}.

  // All is text but what is left empty, as the program reads it too.
  const SCHEMA = jsyaml.FAILSAFE_SCHEMA.withTags([jsyaml.nullCoreTag])

  const parse = text => {
    const profile = jsyaml.load(text.replace(/^\ufeff/, ""), { schema: SCHEMA, maxDepth: 20 })
    if (!isGroup(profile)) throw new Error("no keys")
    return withPlainKeys(profile)
  }
  // People type a space before the colon, and some programs one that is no space to YAML.
  const withPlainKeys = value => {
    if (Array.isArray(value)) return value.map(withPlainKeys)
    return isGroup(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key.trim(), withPlainKeys(one)])) : value
  }

  // Returns what fields hold of a value that stood in a file; what has no field goes to `lost`, with its path.
  const held = (rule, value, lost, path = []) => {
    if (value === null || value === undefined) return emptyOf(rule)
    const lose = () => {
      lost.push(path)
      return emptyOf(rule)
    }
    if (rule.kind === "talk") return heldTalk(rule, value, lost, path)
    if (rule.kind === "group") {
      if (!isGroup(value)) return lose()
      for (const key of Object.keys(value)) if (!rule.keys.some(([name]) => name === key)) lost.push([...path, key])
      return Object.fromEntries(rule.keys.map(([key, inner]) => [key, held(inner, Object.hasOwn(value, key) ? value[key] : null, lost, [...path, key])]))
    }
    if (rule.kind === "map") {
      return isGroup(value) ? Object.entries(value).map(([key, one]) => ({ key, value: held(rule.value, one, lost, [...path, key]) })) : lose()
    }
    if (rule.kind === "list") return Array.isArray(value) ? value.map((one, number) => held(rule.item, one, lost, [...path, number])) : lose()
    if (rule.kind === "months") return Array.isArray(value) && value.length === 2 ? value.map(month => typeof month === "string" ? month : "") : lose()
    if (typeof value !== "string") return lose()
    if (rule.kind === "switch") return /^(true|t|yes|y|on|1)$/i.test(value) ? "true" : /^(false|f|no|n|off|0)$/i.test(value) ? "false" : lose()
    if (rule.kind === "choice") return choiceOr(slugged(value), rule) ?? lose()
    if (rule.suggestions) return choiceOr(slugged(value), { choices: data.suggestions[rule.suggestions] }) ?? value
    return rule.kind === "place" ? inOneLine(value) : value.replace(/[ \t\r\n]+/g, " ")
  }
  const choiceOr = (name, { choices }) => choices.some(([one]) => one === name) ? name : undefined

  const heldTalk = (rule, value, lost, path) => {
    if (isGroup(value)) return held({ ...rule, kind: "group" }, value, lost, path)
    const says = typeof value === "string" ? value.trim() : ""
    if (FALSE.test(says) && rule.may_be_left_out) return "false"
    if (!TRUE.test(says)) lost.push(path)
    return held({ ...rule, kind: "group" }, rule.usual, lost, path)
  }

  const emptyOf = rule => {
    if (rule.kind === "talk" && !rule.held) return "false"
    if (rule.kind === "group" || rule.kind === "talk") return Object.fromEntries(rule.keys.map(([key, inner]) => [key, emptyOf(inner)]))
    if (rule.kind === "months") return ["", ""]
    if (rule.kind === "map") return []
    return rule.kind === "list" ? [...rule.default ?? []] : ""
  }

  // Returns what of the fields goes into the file, as a reader of the file will see it; undefined where there is nothing.
  const meant = (rule, value) => {
    if (rule.kind === "talk") {
      if (value === "false") return value
      const group = meant({ ...rule, kind: "group" }, value)
      return group ?? (rule.held ? undefined : {})
    }
    if (rule.kind === "group") {
      const keys = rule.keys.map(([key, inner]) => [key, meant(inner, value[key])]).filter(([, one]) => one !== undefined)
      return keys.length ? Object.fromEntries(keys) : undefined
    }
    if (rule.kind === "map") {
      return value.length ? Object.fromEntries(value.map(({ key, value: one }) => [key.trim(), meant(rule.value, one) ?? nothing(rule.value)])) : undefined
    }
    if (rule.kind === "list") {
      const isScalar = !["group", "map"].includes(rule.item.kind)
      const list = value.map(one => meant(rule.item, one) ?? nothing(rule.item)).filter(one => !isScalar || one !== "")
      // Nothing ticked is a choice, too.
      return list.length || rule.default ? list : undefined
    }
    if (rule.kind === "months") return value.some(month => month.trim()) ? value.map(month => month.trim()) : undefined
    return value.trim() ? value.trim() : undefined
  }
  const nothing = rule => rule.kind === "group" ? {} : rule.kind === "map" || rule.kind === "list" ? [] : ""

  // Numbers and truths are written as such, anything that is wrong as it was typed.
  const forFile = (rule, value) => {
    if (rule.kind === "talk" && typeof value === "string") return forFile({ kind: "switch" }, value)
    if ((rule.kind === "group" || rule.kind === "talk") && isGroup(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, forFile(rule.keys.find(([name]) => name === key)[1], one)]))
    }
    if (rule.kind === "map") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, forFile(rule.value, one)]))
    if (Array.isArray(value)) return value.map(one => forFile(rule.kind === "months" ? { kind: "number" } : rule.item, one))
    if (rule.kind === "number" && /^[0-9]{1,6}$/.test(value)) return Number(value)
    if (rule.kind === "switch") return value === "true" ? true : value === "false" ? false : value
    return value
  }

  // Lists of short things stand in one line, as people write them.
  const asYaml = value => {
    const schema = jsyaml.DUMP_SCHEMA, documents = jsyaml.jsToAst(value, schema, { noRefs: true })
    jsyaml.visit(documents, node => {
      if (node.kind === "sequence" && node.items.every(item => item.kind === "scalar")) node.style = jsyaml.COLLECTION_STYLE.FLOW
    })
    return jsyaml.present(documents, { schema, lineWidth: -1, quoteStyle: "double" })
  }
  // What lies beside the file: `init` has put a schema and two pages there, but somebody with this page alone has none
  // of them, and is told where they come from. The first lines of the file say which of the two it is.
  const SCHEMA_LINE = /^# yaml-language-server:.*/m
  let beside = { schema: "", hasPages: false }
  const besideOf = text => ({ schema: SCHEMA_LINE.exec(text)?.[0] ?? "", hasPages: text.includes("PROFIL.md ved siden af") })
  const whereFrom = head => head.replace(/\.md ved siden af denne fil/g, ".md, som samtaleguide init skriver")
  const headOf = ({ before }) => {
    const head = beside.schema ? before.replace(SCHEMA_LINE, () => beside.schema) : before.replace(/^.*\n#\n/, "")
    return beside.hasPages ? head : whereFrom(head)
  }

  // Returns the text of the file: the one that `init` writes, with its explanations, and the school's own values in it.
  const write = profile => data.starter.map((part, number) => {
    const { key, before, unused } = part, isThere = Object.hasOwn(profile, key)
    return (number ? before : headOf(part)) + (isThere ? asYaml({ [key]: forFile(ruleAt(key), profile[key]) }) : unused)
  }).join("")
  const profileOf = fields => meant(data.rule, fields) ?? {}
  // Lines of somebody's own that begin with #, which the new file will not have.
  const ownRemarks = text => {
    const ours = new Set(data.starter.flatMap(({ before, unused }) => (before + whereFrom(before) + unused).split("\n")))
    return text.split("\n").map(line => line.trim()).filter(line => line.startsWith("#") && !SCHEMA_LINE.test(line) && !ours.has(line) && !ours.has(line.replace(/^#\s?/, "#")))
  }
