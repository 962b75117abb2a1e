// The least that can make these requests: a connection for each, as whoever watches a server makes them.
const { Agent, request } = require('node:http');

const [port, monitors, everySeconds] = process.argv.slice(2).map(Number);
const agent = new Agent({ keepAlive: false });
let next = 0;
setInterval(
  () => {
    const path = `/least/${next % monitors}`;
    next += 1;
    request({ host: '127.0.0.1', port, path, agent }, (response) => response.resume()).end();
  },
  (everySeconds * 1000) / monitors,
);
