// Search from disk. Browsers give no worker to a page that was opened as a file, so the theme's search runs in a
// hidden frame instead. The idea is that of Martin Donath's iframe-worker (MIT); here the frame's own script is a
// file, so that the Content-Security-Policy needs no exception for it.
(() => {
  if (location.protocol !== "file:") return
  const frameScript = new URL("worker-frame.js", document.currentScript.src).href

  class FrameWorker extends EventTarget {
    constructor(url) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      frame.title = "Søgning"
      document.body.appendChild(frame)
      this.frame = frame
      addEventListener("message", event => {
        if (event.source !== frame.contentWindow) return
        this.dispatchEvent(new MessageEvent("message", { data: event.data }))
        if (this.onmessage) this.onmessage(event)
      })
      const inside = frame.contentWindow.document
      const add = source => new Promise((done, failed) => {
        const script = inside.createElement("script")
        script.src = source
        script.onload = done
        script.onerror = failed
        inside.body.appendChild(script)
      })
      this.ready = add(frameScript).then(() => add(`${url}`))
    }
    postMessage(data) {
      this.ready.then(() => {
        const inside = this.frame.contentWindow
        inside.dispatchEvent(new inside.MessageEvent("message", { data: structuredClone(data) }))
      })
    }
    terminate() { this.frame.remove() }
  }
  // The theme asks for the second name to know that it runs in a frame.
  window.Worker = window.IFrameWorker = FrameWorker
})()
