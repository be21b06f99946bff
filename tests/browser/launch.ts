// How the browser is started.
export const launchOptions = {
  executablePath: process.env.CHROME,
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
};
