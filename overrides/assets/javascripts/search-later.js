// The search's index is heavier than most pages, and most readers never search: it is asked for when somebody goes to
// the search. The theme asks for it when a page opens; what it asks with waits here.
(() => {
  if (location.protocol === "file:" || new URLSearchParams(location.search).has("q")) return
  const request = XMLHttpRequest.prototype, { open, send } = request
  request.open = function (method, address, ...rest) {
    this.isIndex = `${address}`.endsWith("/search/search_index.json")
    return open.call(this, method, address, ...rest)
  }
  request.send = function (...body) {
    if (!this.isIndex) return send.apply(this, body)
    const ask = event => {
      if (!event.target.matches("[name=query], [for=__search], [for=__search] *")) return
      for (const kind of ["focusin", "pointerdown"]) removeEventListener(kind, ask, true)
      send.apply(this, body)
    }
    for (const kind of ["focusin", "pointerdown"]) addEventListener(kind, ask, true)
  }
})()
