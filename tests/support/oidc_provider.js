// A real provider of OpenID Connect on loopback, for tests: node oidc_provider.js PORT REDIRECT [ID_TOKEN_SECONDS].
// POST /test/swap makes it answer with another ID token of its own than the one that was asked for.
import { Provider } from "oidc-provider";

const [port, redirect, seconds = "3600"] = process.argv.slice(2);
const client = (id) => ({
  client_id: id,
  client_secret: "geheim-genug-fuer-einen-test-2016",
  redirect_uris: [redirect],
  grant_types: ["authorization_code"],
  response_types: ["code"],
});
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client("netz"), client("andere")],
  pkce: { required: () => true },
  ttl: { IdToken: () => Number(seconds), AccessToken: 3600, Grant: 3600, Interaction: 3600, Session: 3600 },
  cookies: { keys: ["nur-ein-test"] },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: id }) }),
});

let swapped = null;
provider.use(async (ctx, next) => {
  if (ctx.method === "POST" && ctx.path === "/test/swap") {
    const parts = [];
    for await (const part of ctx.req) parts.push(part);
    swapped = Buffer.concat(parts).toString() || null;
    ctx.body = "ok";
    return;
  }
  await next();
  if (ctx.path === "/token" && ctx.body?.id_token && swapped) ctx.body = { ...ctx.body, id_token: swapped };
});
provider.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
