/** Renderer to main: a procedure's path and its input as JSON text. */
export const callChannel = 'techbench:call';
/** Main to renderer: a push event as JSON text. */
export const pushChannel = 'techbench:push';
