// Stands in for Electron's own default application, which the registry's runtime lacks: takes
// `-r file` arguments and the folder or file named on the command line, and becomes that application.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

function readArguments(argv) {
  const preloads = [];
  for (let i = 0; i < argv.length; i += 1) {
    if (argv[i] === '-r' || argv[i] === '--require') preloads.push(argv[(i += 1)]);
    else if (!argv[i].startsWith('-')) return { preloads, target: path.resolve(argv[i]) };
  }
  return { preloads, target: null };
}

function become(target) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const file = path.join(target, 'package.json');
  if (!existsSync(file)) {
    app.setAppPath(path.dirname(target));
    return target;
  }
  const description = JSON.parse(readFileSync(file, 'utf8'));
  if (description.version) app.setVersion(description.version);
  app.setName(description.productName ?? description.name ?? app.getName());
  app.setAppPath(target);
  // The paths follow the name, and were taken before it was known.
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
  }
  return path.resolve(target, description.main ?? 'index.js');
}

const { preloads, target } = readArguments(process.argv.slice(1));
if (!target) {
  process.stderr.write('Name a folder with an application.\n');
  app.exit(2);
} else {
  const require = createRequire(import.meta.url);
  for (const file of preloads) require(path.resolve(file));
  // Awaited at the top, so that `ready` waits until the application has run its first lines.
  await import(pathToFileURL(become(target)).href).catch((error) => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    app.exit(1);
  });
}
