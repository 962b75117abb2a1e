// Answers everything at once, and counts who asked.
const { createServer } = require('node:http');

const seen = new Set();
let watched = 0;
let least = 0;
const server = createServer((incoming, response) => {
  if (incoming.url.startsWith('/least/')) least += 1;
  else {
    watched += 1;
    seen.add(incoming.url);
  }
  response.end('ok');
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', () => process.send({ seen: seen.size, watched, least }));
process.on('disconnect', () => process.exit(0));
