import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * A thread of its own for work that would hold the engine up.
 * @param beside `import.meta.url` of the file next to the worker's source
 * @param name of the worker's file, without its extension
 */
export function startWorker(beside: string, name: string, options: WorkerOptions): Worker {
  // From source the worker is TypeScript; the bundle places it beside the engine's entry file.
  const extension = beside.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./${name}.${extension}`, beside), options);
}
