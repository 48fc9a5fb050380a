// Runs in the hidden frame before the theme's search worker: gives it what a worker has and a frame has not.
window.postMessage = message => parent.postMessage(message, "*")
window.importScripts = (...sources) => sources.reduce(
  (before, source) => before.then(() => new Promise(done => {
    const script = document.createElement("script")
    script.src = source
    script.onload = done
    document.body.appendChild(script)
  })),
  Promise.resolve()
)
