// A Node client of the example user service, with every type learnt from the server's reflection.
//
//     node tests/interop/node/client.mjs ADDR ADMIN_TOKEN
//
// ADDR is host:port. Prints `ok` or `FAIL` per check and exits 1 if one failed. It can run again on the same server,
// and leaves users 1 and 2 as they were.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Reflection, definitions, require } from './reflection.mjs';

const grpc = require('@grpc/grpc-js');
const { status } = grpc;

const PATIENCE = 20; // seconds, for what must arrive at all
const DETAILS = ['google.rpc.Status', 'google.rpc.ErrorInfo', 'google.rpc.BadRequest'];

if (process.argv.length !== 4) {
  console.error('usage: node tests/interop/node/client.mjs ADDR ADMIN_TOKEN');
  process.exit(2);
}
const [address, adminToken] = process.argv.slice(2);
const run = randomUUID();
let failures = 0;

async function check(name, body) {
  try {
    await body();
    console.log(`ok    node: ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`FAIL  node: ${name}\n${error.stack}`);
  }
}

// ---- what the server says of itself

let types;
await check('types by reflection v1', async () => {
  const reflection = new Reflection(address, 'v1', PATIENCE);
  assert.ok((await reflection.services()).includes('user.UserService'));
  types = definitions(await reflection.files(['user.UserService', ...DETAILS]));
  await reflection.close();
  assert.deepEqual(Object.keys(types['user.UserService']).sort(), [
    'Chat', 'CreateUser', 'CreateUsers', 'DeleteUser', 'GetUser', 'ListUsers', 'ListUsersStream', 'UpdateUser',
  ]);
});
if (!types) process.exit(1); // nothing can be called without types

await check('reflection v1alpha says the same', async () => {
  const said = [];
  for (const version of ['v1', 'v1alpha']) {
    const reflection = new Reflection(address, version, PATIENCE);
    const services = (await reflection.services()).sort();
    const files = await reflection.files(['user.UserService', ...DETAILS]);
    await reflection.close();
    said.push({ services, files: [...files.values()].map((file) => file.toJSON()) });
  }
  assert.deepEqual(said[0], said[1]);
});

await check('an unknown symbol is an answer, and the session goes on', async () => {
  const reflection = new Reflection(address, 'v1', PATIENCE);
  const answer = await reflection.ask({ file_containing_symbol: 'user.Nothing' });
  assert.equal(answer.error_response?.error_code, status.NOT_FOUND);
  assert.ok((await reflection.services()).includes('user.UserService'));
  await reflection.close();
});

// ---- calls

const { UserService } = grpc.loadPackageDefinition(types).user;
const client = new UserService(address, grpc.credentials.createInsecure());
const gzip = new UserService(address, grpc.credentials.createInsecure(), {
  'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip,
});

const inTime = (seconds = PATIENCE) => ({ deadline: Date.now() + seconds * 1000 });
const admin = new grpc.Metadata();
admin.set('authorization', `Bearer ${adminToken}`);

/** One reply; the request is one message, or a list for a stream of them. */
function call(method, request, { as = new grpc.Metadata(), by = client } = {}) {
  return new Promise((resolve, reject) => {
    const done = (error, reply) => (error ? reject(error) : resolve(reply));
    if (!Array.isArray(request)) {
      by[method](request, as, inTime(), done);
      return;
    }
    const stream = by[method](as, inTime(), done);
    request.forEach((message) => stream.write(message));
    stream.end();
  });
}

/** The error that a call ends with, which must have this code. */
async function refused(code, reply) {
  const error = await reply.then(
    (accepted) => assert.fail(`accepted: ${JSON.stringify(accepted)}`),
    (error) => error,
  );
  assert.equal(status[error.code], status[code], error.message);
  return error;
}

/** The one error detail of this type, decoded by what reflection says of it. */
function detail(error, type) {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  assert.ok(bytes, 'no grpc-status-details-bin');
  const rich = types['google.rpc.Status'].deserialize(bytes);
  assert.equal(rich.code, error.code);
  assert.equal(rich.message, error.details);
  const found = rich.details.filter((any) => any.type_url === `type.googleapis.com/${type}`);
  assert.equal(found.length, 1, `not one ${type} in ${JSON.stringify(rich)}`);
  return types[type].deserialize(found[0].value);
}

// protobufjs reads a map of a descriptor as what it is on the wire, a list of entries.
const fromEntries = (map) => (Array.isArray(map) ? Object.fromEntries(map.map(({ key, value }) => [key, value])) : map);
const email = (name) => `${name}-${run}@example.com`;
const remove = (id) => call('DeleteUser', { id }, { as: admin });

const alice = { id: '1', name: 'Alice', email: 'alice@example.com' };
const bob = { id: '2', name: 'Bob', email: 'bob@example.com' };
let carol;

function holdsAll(users) {
  for (const user of [alice, bob, carol]) {
    assert.ok(users.some(({ id }) => id === user.id), `${user.name} is missing`);
    assert.deepEqual(users.find(({ id }) => id === user.id), user);
  }
}

await check('GetUser', async () => {
  assert.deepEqual(await call('GetUser', { id: '1' }), alice);
});

await check('CreateUser', async () => {
  carol = await call('CreateUser', { name: 'Carol', email: email('carol') });
  assert.ok(!['', '1', '2'].includes(carol.id), carol.id);
  assert.deepEqual(carol, { id: carol.id, name: 'Carol', email: email('carol') });
});

await check('UpdateUser', async () => {
  carol = { id: carol.id, name: 'Caroline', email: email('caroline') };
  assert.deepEqual(await call('UpdateUser', carol), carol);
  assert.deepEqual(await call('GetUser', { id: carol.id }), carol);
});

await check('ListUsers', async () => {
  holdsAll((await call('ListUsers', {})).users);
});

await check('ListUsersStream', async () => {
  const users = [];
  for await (const user of client.ListUsersStream({}, inTime())) users.push(user);
  holdsAll(users);
});

await check('CreateUsers', async () => {
  const people = ['dan', 'eve', 'fay'].map((name) => ({ name, email: email(name) }));
  const { users } = await call('CreateUsers', people);
  assert.deepEqual(users.map((user) => ({ name: user.name, email: user.email })), people);
  for (const { id } of users) await remove(id);
});

/** One caller in the chat room. */
class Caller {
  constructor() {
    this.call = client.Chat(inTime());
    this.messages = this.call[Symbol.asyncIterator]();
  }

  say(message) {
    this.call.write(message);
  }

  async hears(text) {
    for (;;) {
      const { value, done } = await this.messages.next();
      assert.ok(!done, `the room closed before "${text}"`);
      if (value.text === text) return value;
    }
  }

  async leave() {
    this.call.cancel();
    await this.messages.next().catch(() => {});
  }
}

await check('Chat', async () => {
  const sent_at = { seconds: '981173106', nanos: 700000000 };
  const [ann, ben] = [new Caller(), new Caller()];
  // Who hears themselves is in the room.
  ann.say({ from: 'ann', text: `ann ${run}`, sent_at });
  await ann.hears(`ann ${run}`);
  ben.say({ from: 'ben', text: `ben ${run}`, sent_at });
  for (const caller of [ann, ben]) {
    const message = await caller.hears(`ben ${run}`);
    assert.equal(message.from, 'ben');
    assert.ok(message.sent_at, 'a message without its time');
  }
  await ann.leave();
  await ben.leave();
});

await check('Chat, to its deadline', async () => {
  const room = client.Chat(inTime(1));
  await refused(status.DEADLINE_EXCEEDED, room[Symbol.asyncIterator]().next());
});

// ---- what is refused

await check('NOT_FOUND with ErrorInfo', async () => {
  const info = detail(await refused(status.NOT_FOUND, call('GetUser', { id: 'nope' })), 'google.rpc.ErrorInfo');
  assert.equal(info.reason, 'NOT_FOUND');
  assert.equal(info.domain, 'user.UserError');
  assert.deepEqual(fromEntries(info.metadata), { id: 'nope' });
});

await check('INVALID_ARGUMENT with BadRequest', async () => {
  const error = await refused(status.INVALID_ARGUMENT, call('CreateUser', { name: '', email: 'nobody' }));
  const violations = detail(error, 'google.rpc.BadRequest').field_violations;
  assert.deepEqual([...new Set(violations.map(({ field }) => field))].sort(), ['email', 'name']);
  assert.ok(violations.every(({ description }) => description));
});

await check('INVALID_ARGUMENT in a stream', async () => {
  const people = [{ name: 'gus', email: 'nobody' }];
  const error = await refused(status.INVALID_ARGUMENT, call('CreateUsers', people));
  assert.deepEqual(detail(error, 'google.rpc.BadRequest').field_violations.map(({ field }) => field), ['email']);
});

await check('ALREADY_EXISTS with ErrorInfo', async () => {
  const error = await refused(status.ALREADY_EXISTS, call('CreateUser', { name: 'Alice', email: alice.email }));
  assert.equal(detail(error, 'google.rpc.ErrorInfo').domain, 'user.UserError');
});

await check('gzip requests', async () => {
  const id = 'a'.repeat(1000);
  const error = await refused(status.NOT_FOUND, call('GetUser', { id }, { by: gzip }));
  assert.deepEqual(fromEntries(detail(error, 'google.rpc.ErrorInfo').metadata), { id });

  const people = ['hal', 'ida'].map((name) => ({ name: name.repeat(20), email: email(name) }));
  const { users } = await call('CreateUsers', people, { by: gzip });
  assert.deepEqual(users.map((user) => ({ name: user.name, email: user.email })), people);
  for (const { id } of users) await remove(id);
});

await check('DeleteUser without a token', async () => {
  await refused(status.UNAUTHENTICATED, call('DeleteUser', { id: carol.id }));
});

await check('DeleteUser with a token', async () => {
  assert.deepEqual(await remove(carol.id), { success: true });
  await refused(status.NOT_FOUND, remove(carol.id));
});

client.close();
gzip.close();
process.exitCode = failures ? 1 : 0;
