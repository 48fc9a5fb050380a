  // What the page goes by: the rules of the model, the words about each key, and what the shared files hold.
  const data = JSON.parse(document.getElementById("data").textContent)

  // --- Days and times that people write in their own way, put into the one form that the file has. ---

  const MONTHS = [
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
  ]
  const WEEKDAYS = ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"]
  const BETWEEN = "[\\s./–-]+"
  const DAY_FIRST = new RegExp(`^(?:den\\s+|d\\.\\s*)?(\\d{1,2})${BETWEEN}(\\d{1,2}|[a-zæøå]{3,})\\.?${BETWEEN}(\\d{4})$`, "i")

  const isReal = (day, month, year) => {
    const date = new Date(Date.UTC(year, month - 1, day))
    return month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  }
  const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && isReal(...text.split("-").map(Number).reverse())
  const monthOf = text => /^\d/.test(text) ? Number(text) : MONTHS.findIndex(name => name.startsWith(text.toLowerCase())) + 1

  // What is whole and certain is rewritten: »21/1-2027« becomes 2027-01-21. Anything else stays as it was written.
  const tidyDay = text => {
    const [, day, month, year] = DAY_FIRST.exec(text.trim()) ?? []
    if (!year || !isReal(Number(day), monthOf(month), Number(year))) return text
    return [year, String(monthOf(month)).padStart(2, "0"), day.padStart(2, "0")].join("-")
  }
  const tidyTime = text => {
    const [, hours, minutes] = /^(?:kl\.?\s*)?([01]?\d|2[0-3])(?:[.:,]([0-5]\d))?$/i.exec(text.trim()) ?? []
    return hours ? `${hours.padStart(2, "0")}:${minutes ?? "00"}` : text
  }
  const dayInWords = text => {
    const [year, month, day] = text.split("-").map(Number)
    return `${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]} den ${day}. ${MONTHS[month - 1]} ${year}`
  }
  const today = () => {
    const now = new Date()
    return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-")
  }
  const monthsInWords = ([first, last]) => {
    const words = ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"]
    const [from, to] = [first, last].map(number => words[number] ?? String(number))
    if (from !== to) return `${from} til ${to} måneder`
    return last === 1 ? "en måned" : `${to} måneder`
  }
  // Summer time begins and ends at two, on the last Sunday of March and of October.
  const isUncertain = (day, time) => {
    const [year, month, date] = day.split("-").map(Number)
    const isSunday = new Date(Date.UTC(year, month - 1, date)).getUTCDay() === 0
    return (month === 3 || month === 10) && isSunday && date + 7 > 31 && time >= "02:00" && time < "03:00"
  }
