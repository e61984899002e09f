import { spawn } from 'node:child_process';

/** A failure whose message says all that the person needs. */
export function explained(message) {
  return Object.assign(new Error(message), { isExplained: true });
}

/**
 * Runs a program to its end. Ctrl-C and SIGTERM meanwhile end it with all its children, then us.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, isShown?: boolean }} options isShown: straight to the terminal
 * @returns {Promise<{ code: number, output: string }>} what it printed, standard output and error together
 */
export async function runCommand(command, args, { env = {}, isShown = false } = {}) {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: true, // a group of its own, so that its children can be ended with it
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));

  let stoppedBy;
  const stop = (signal) => {
    stoppedBy = signal;
    endGroup(child.pid);
  };
  for (const signal of stopSignals) process.on(signal, stop);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(127);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  for (const signal of stopSignals) process.off(signal, stop);
  if (stoppedBy !== undefined) process.exit(130);
  return { code, output };
}

/** Runs a script of a package, by path: two packages here carry a program of the same name. */
export function runScript(script, args, options) {
  return runCommand(process.execPath, [script, ...args], options);
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // gone already
  }
}
