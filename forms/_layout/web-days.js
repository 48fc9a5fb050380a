  // --- Days: a whole, real date is put into one form; anything else stays as it was written, with a word beside it. ---

  const days = fields.filter(field => field.dataset.day)
  const MONTHS = [
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
  ]
  const BETWEEN = "[\\s./–-]+", DAY_AND_MONTH = `^(?:den\\s+|d\\.\\s*)?(\\d{1,2})${BETWEEN}(\\d{1,2}|[a-zæøå]{3,})`
  const DAY_FIRST = new RegExp(`${DAY_AND_MONTH}${BETWEEN}([1-9]\\d{3})$`, "i")
  const YEAR_FIRST = /^([1-9]\d{3})[./-](\d{1,2})[./-](\d{1,2})$/
  // Eight digits are read in this order alone; in years like ours they cannot be meant in the other one.
  const DIGITS_ONLY = /^(\d{2})(\d{2})((?:19|20|21)\d{2})$/
  const NO_WHOLE_YEAR = new RegExp(`${DAY_AND_MONTH}(?:${BETWEEN}\\d{2})?$|^\\d{6}$`, "i")
  // 3-4 2027 and »3.-4. marts« may be two days.
  const FIRST_AND_LAST = /^(?:den\s+|d\.\s*)?(\d{1,2})\.?\s*[–-]\s*(\d{1,2})\.?[\s/]+[^\s–-]/i

  // The number of a month written as one, or by its name or the beginning of it; 0 if there is none.
  const monthOf = text => /^\d/.test(text) ? Number(text) : MONTHS.findIndex(name => name.startsWith(text.toLowerCase())) + 1

  // Day, month and year of a text that has the form of a whole date, whether there is such a day or not.
  const partsOfDay = text => {
    const [, year, month, day] = YEAR_FIRST.exec(text) ?? []
    return year ? [day, month, year] : (DAY_FIRST.exec(text) ?? DIGITS_ONLY.exec(text) ?? []).slice(1)
  }

  const isOurs = year => /^(19|20|21)/.test(year)
  const isReal = (day, month, year) => {
    const date = new Date(Date.UTC(year, month - 1, day))
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  }

  const mayBeSeveral = text => {
    const [, first, last] = FIRST_AND_LAST.exec(text) ?? []
    return Number(first) < Number(last)
  }

  // The day that a text says, as 24-12-2026, or nothing if it says no whole day that there is.
  const dayIn = text => {
    const [day, month, year] = partsOfDay(text)
    if (!year || mayBeSeveral(text) || !isOurs(year) || !isReal(Number(day), monthOf(month), Number(year))) return ""
    return [day.padStart(2, "0"), String(monthOf(month)).padStart(2, "0"), year].join("-")
  }

  const aboutDay = text => {
    if (!text || dayIn(text)) return ""
    const [, month, year] = partsOfDay(text)
    if (mayBeSeveral(text)) return "Skriv kun én dag, fx 24-12-2026."
    if (year && !/^\d/.test(month) && !monthOf(month)) return "Den måned findes ikke. Skriv måneden med tal, fx 24-12-2026."
    if (year && !isOurs(year)) return "Se efter, om året er rigtigt. Skriv fx 24-12-2026."
    if (year) return "Den dato findes ikke i kalenderen. Skriv fx 24-12-2026."
    if (NO_WHOLE_YEAR.test(text)) return "Skriv også hele året, fx 24-12-2026."
    return "Det er ikke en hel dato. Det bliver stående, som det er skrevet."
  }

  const wordOf = field => field.parentElement.nextElementSibling
  const sayOfDay = field => wordOf(field).textContent = aboutDay(field.value.trim())
  const tidyDay = field => {
    field.value = dayIn(field.value.trim()) || field.value
    sayOfDay(field)
  }
