import nodemailer from 'nodemailer';

/** Hands one message to the mail server; throws when it did not take it (see `deliveryFailure`). */
export type MailTransport = { send(mail: OutgoingMail): Promise<void>; close(): void };

export type OutgoingMail = {
  messageId: string;
  from: string;
  to: string;
  language: string;
  subject: string;
  text: string;
  html: string;
  calendar: { method: 'REQUEST' | 'CANCEL'; content: string } | null;
};

/** The mail server at `url` (`smtp://` or `smtps://`). It gives up on a silent server within seconds, reads no file and fetches no address. */
export function mailTransport(url: string): MailTransport {
  const transport = nodemailer.createTransport({
    url, pool: true, maxConnections: 2,
    connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 15_000,
    disableFileAccess: true, disableUrlAccess: true,
  });
  return {
    send: async ({ messageId, from, to, language, subject, text, html, calendar }) => {
      await transport.sendMail({
        messageId,
        from: { name: 'Hallway', address: from },
        to,
        subject,
        text,
        html,
        ...(calendar && { icalEvent: { method: calendar.method, filename: 'appointment.ics', content: calendar.content } }),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
        xMailer: false,
      });
    },
    close: () => transport.close(),
  };
}
