  // For those who look whether the page and the program say the same.
  window.samtaleguide = {
    problemsOf, parse, write,
    // What the page would save of a profile that it has opened.
    saved: profile => write(profileOf(held(data.rule, profile, []))),
  }
