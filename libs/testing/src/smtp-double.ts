import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail as the double took it. */
export interface TakenMail {
  readonly to: string;
  /** Headers and text, dots unstuffed. */
  readonly content: string;
}

/** How the double answers; tests replace what they need. */
export interface SmtpManners {
  /** Answer to RCPT TO. */
  recipient(address: string): string;
  /** Answer after the final dot; null breaks the connection instead. The mail is taken before. */
  accepted(mail: TakenMail): Promise<string | null>;
}

/** A mail server on the loopback interface that keeps what it gets. */
export interface SmtpDouble {
  readonly url: string;
  readonly mails: TakenMail[];
  readonly manners: SmtpManners;
  close(): Promise<void>;
}

/** Starts a double; RFC 5321 as far as a client needs it. */
export async function startSmtpDouble(): Promise<SmtpDouble> {
  const mails: TakenMail[] = [];
  const manners: SmtpManners = { recipient: () => '250 ok', accepted: () => Promise.resolve('250 taken') };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, mails, manners);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    mails,
    manners,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function converse(socket: Socket, mails: TakenMail[], manners: SmtpManners): void {
  const say = (line: string): void => {
    if (!socket.destroyed) socket.write(`${line}\r\n`);
  };
  let to = '';
  let data: string | null = null;
  let buffer = '';
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO' || verb === 'HELO') say('250 double');
    else if (verb === 'RCPT') {
      to = /<(.*)>/.exec(line)?.[1] ?? '';
      say(manners.recipient(to));
    } else if (verb === 'DATA') {
      data = '';
      say('354 go on');
    } else if (verb === 'QUIT') {
      say('221 bye');
      socket.end();
    } else say('250 ok');
  };
  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8');
    for (;;) {
      const end = buffer.indexOf('\r\n');
      if (end < 0) return;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (data === null) command(line);
      else if (line === '.') {
        const mail: TakenMail = { to, content: data };
        data = null;
        mails.push(mail);
        void manners.accepted(mail).then((answer) => (answer === null ? socket.destroy() : say(answer)));
      } else data += `${line.replace(/^\./, '')}\n`;
    }
  });
  say('220 double');
}
