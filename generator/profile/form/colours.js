  // --- The colours: what becomes of a school's two, and whether they can be read. ---
  // The rules of generator/edition/colours.py; here for a picture, so the last step of a colour may differ by a little.

  const channels = colour => [1, 3, 5].map(start => parseInt(colour.slice(start, start + 2), 16) / 255)
  const linear = channel => channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  const luminance = colour => {
    const [red, green, blue] = channels(colour).map(linear)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const textOn = ground => ["#ffffff", "#1b1c1e", "#000000"].find(colour => contrast(colour, ground) >= 4.5)

  // Lightness, and the two axes of hue and chroma: https://bottosson.github.io/posts/oklab/
  const toLab = colour => {
    const [r, g, b] = channels(colour).map(linear)
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s]
  }
  const toChannels = ([lightness, a, b]) => {
    const [l, m, s] = [lightness + 0.3963377774 * a + 0.2158037573 * b, lightness - 0.1055613458 * a - 0.0638541728 * b,
      lightness - 0.0894841775 * a - 1.291485548 * b].map(value => value ** 3)
    return [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s]
  }
  const asHex = parts => `#${parts.map(part => {
    const value = part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055
    return Math.round(Math.min(Math.max(value, 0), 1) * 255).toString(16).padStart(2, "0")
  }).join("")}`
  // With as much chroma as a screen can show at that lightness.
  const ofLightness = ([, a, b], lightness, share = 1) => {
    const parts = at => toChannels([lightness, a * at, b * at]), fits = at => parts(at).every(part => part > -0.0001 && part < 1.0001)
    let low = 0, high = share
    if (fits(share)) return asHex(parts(share))
    for (let times = 0; times < 20; times++) fits((low + high) / 2) ? low = (low + high) / 2 : high = (low + high) / 2
    return asHex(parts(low))
  }
  const readable = (colour, grounds, least) => {
    const lab = toLab(colour), isDarker = Math.max(...grounds.map(luminance)) > 0.18
    let candidate = colour, lightness = lab[0]
    while (Math.min(...grounds.map(ground => contrast(candidate, ground))) < least) {
      lightness += isDarker ? -0.01 : 0.01
      if (lightness <= 0 || lightness >= 1) return isDarker ? "#000000" : "#ffffff"
      candidate = ofLightness(lab, lightness)
    }
    return candidate
  }
  const quietOf = (colour, lightness, chroma) => {
    const lab = toLab(colour)
    return ofLightness(lab, lightness, Math.min(1, chroma / (Math.hypot(lab[1], lab[2]) || 1)))
  }
  const dimmed = (colour, most) => toLab(colour)[0] <= most ? colour : ofLightness(toLab(colour), most)

  const paletteOf = (primary, accent) => {
    const light = ["#fbfaf7", "#ffffff", "#f2efe9"], header = dimmed(primary, 0.45)
    const dark = [[0.2, 0.012], [0.245, 0.014], [0.285, 0.008]].map(([lightness, chroma]) => quietOf(primary, lightness, chroma))
    const scheme = (grounds, text, least, header, accent) => {
      const link = readable(primary, grounds, least)
      return { page: grounds[0], tint: grounds[2], text, link, "on-link": textOn(link), header, "on-header": textOn(header), accent, "on-accent": textOn(accent) }
    }
    const paper = { page: "#ffffff", tint: light[2], text: "#1b1b1b", link: readable(primary, [light[1], light[2]], 4.5), "on-link": "#ffffff",
      header: readable(primary, [light[1], light[2]], 3), "on-header": "#ffffff", accent: readable(accent, [light[1], light[2]], 3), "on-accent": "#ffffff" }
    return { light: scheme(light, "#1b1c1e", 5, primary, accent), dark: scheme(dark, "#eceae6", 6, header, dimmed(accent, 0.72)), paper }
  }

  // --- The picture of them. ---

  const colourNow = key => {
    const written = fields.colours[key].trim()
    return /^#[0-9a-f]{6}$/i.test(written) ? written.toLowerCase() : ruleAt("colours", key).default
  }
  const smallSite = word => make("figure", { class: "site" }, make("figcaption", {}, word),
    make("div", { class: "sample" }, make("p", { class: "top" }), make("p", { class: "heading" }, make("span", { class: "number" }, "3"), "Første samtale"),
      make("p", {}, "Sådan står en tekst, og ", make("span", { class: "link" }, "sådan et link"), "."), make("p", { class: "box" }, "En boks med noget, I skal huske."),
      make("p", {}, make("span", { class: "like-button" }, "Print arket"), make("span", { class: "like-mark" }, "Ny"))))
  const smallSheet = () => make("figure", { class: "site sheet" }, make("figcaption", {}, "Et ark på papir"),
    make("div", { class: "sample" }, make("p", { class: "top" }), make("p", { class: "heading" }, "Første læringssamtale"),
      make("p", {}, make("span", { class: "number-plain" }, "1 "), "Hvad sker der på din første dag?"), make("p", { class: "line" }), make("p", { class: "line" })))

  const colourPicture = () => {
    const pictures = { light: smallSite("Siden i lyst"), dark: smallSite("Siden i mørkt"), paper: smallSheet() }, said = make("ul")
    const element = make("section", { class: "picture", "aria-labelledby": "farver" }, make("h2", { id: "farver" }, "Sådan kommer det til at se ud"),
      make("div", { class: "samples", "aria-hidden": "true" }, ...Object.values(pictures)), said)
    return {
      element,
      refresh: () => {
        const primary = colourNow("primary"), accent = colourNow("accent"), palette = paletteOf(primary, accent)
        for (const [name, figure] of Object.entries(pictures)) {
          for (const [part, colour] of Object.entries(palette[name])) setProperty(figure, `--${part}`, colour)
          figure.querySelector(".top").textContent = fields.short_name.trim() || fields.name.trim() || "Skolens navn"
        }
        said.replaceChildren(...aboutColours(primary, accent, palette).map(text => make("li", {}, text)))
      },
    }
  }
  const asWritten = number => number.toFixed(1).replace(".", ",")
  const aboutColours = (primary, accent, { light, dark }) => {
    const ink = light["on-header"] === "#ffffff" ? "hvid" : "sort"
    return [
      `Tekst på hovedfarven er ${ink} og kan læses: Kontrasten er ${asWritten(contrast(primary, light["on-header"]))}. Den skal være mindst 4,5.`,
      light.link === primary ? "Links og knapper står i selve hovedfarven, for den kan læses på lys bund."
        : `Hovedfarven er for lys til links og knapper på lys bund: Kontrasten er ${asWritten(contrast(primary, light.tint))} og skal være mindst 5. Derfor står de i en mørkere, ${light.link}.`,
      dark.header === primary ? "Hvor skærmen er sat til mørkt, er toppen i selve hovedfarven." : `Hvor skærmen er sat til mørkt, ville hovedfarven blænde. Derfor er toppen der ${dark.header}.`,
      primary === accent ? "De to farver er ens. Vælg en anden til at fremhæve med, så den kan ses." : "",
    ].filter(Boolean)
  }
