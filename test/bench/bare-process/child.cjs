process.parentPort.postMessage(['Hello']);
