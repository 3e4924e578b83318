// The page: calls the example user service by gRPC-Web from where it is, and tells its own server what became of it.
//
// Its address says where the service is (`server`), an administrator's token (`token`), and whether the service is to be
// closed to pages from here (`forbidden`), or where to go on afterwards (`next`). Types come from the emitted contract.

import { createFileRegistry, fromBinary, fromJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import contract from '../../../proto/contract.binpb';

const given = new URLSearchParams(location.search);
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, contract));
const UserService = registry.getService('user.UserService');
const results = [];

// The one of google/rpc/error_details.proto that is wanted here.
const ErrorInfo = createFileRegistry(fromJson(FileDescriptorSetSchema, {
  file: [{
    name: 'google/rpc/error_details.proto',
    package: 'google.rpc',
    syntax: 'proto3',
    messageType: [{
      name: 'ErrorInfo',
      field: [
        { name: 'reason', jsonName: 'reason', number: 1, label: 'LABEL_OPTIONAL', type: 'TYPE_STRING' },
        { name: 'domain', jsonName: 'domain', number: 2, label: 'LABEL_OPTIONAL', type: 'TYPE_STRING' },
      ],
    }],
  }],
})).getMessage('google.rpc.ErrorInfo');

function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  }
}

async function check(name, body) {
  try {
    await body();
    results.push({ name });
  } catch (error) {
    results.push({ name, error: String(error.stack ?? error) });
  }
}

// The error that a call fails with.
async function failure(call) {
  try {
    await call;
  } catch (error) {
    return ConnectError.from(error);
  }
  throw new Error('no error');
}

function client(useBinaryFormat) {
  return createClient(UserService, createGrpcWebTransport({ baseUrl: given.get('server'), useBinaryFormat }));
}

async function all(format, users) {
  const admin = { headers: { authorization: `Bearer ${given.get('token')}` }, timeoutMs: 20_000 };
  let created;

  await check(`${format}: a unary call, with a header of our own and a deadline`, async () => {
    created = await users.createUser({ name: 'Página', email: 'page@example.com' }, admin);
    equal(created.name, 'Página');
    equal((await users.getUser({ id: created.id }, { timeoutMs: 20_000 })).email, 'page@example.com');
  });

  await check(`${format}: server streaming`, async () => {
    const names = [];
    for await (const user of users.listUsersStream({})) names.push(user.name);
    equal(names.filter((name) => name === 'Página').length, 1);
    equal(names.length >= 3, true);
  });

  await check(`${format}: response headers and trailers`, async () => {
    let status, type;
    await users.deleteUser({ id: created.id }, {
      ...admin,
      onHeader: (headers) => { type = headers.get('content-type'); },
      onTrailer: (trailers) => { status = trailers.get('grpc-status'); },
    });
    equal([type, status], [`application/grpc-web+${format}`, '0']);
  });

  await check(`${format}: an error with its details`, async () => {
    const error = await failure(users.getUser({ id: created.id }));
    equal(error.code, Code.NotFound);
    const [info] = error.findDetails(ErrorInfo);
    equal([info.reason, info.domain], ['NOT_FOUND', 'user.UserError']);
  });

  await check(`${format}: a caller without a token is refused`, async () => {
    equal((await failure(users.deleteUser({ id: '1' }))).code, Code.Unauthenticated);
  });
}

if (given.has('forbidden')) {
  await check('a page of another origin may not call', async () => {
    const error = await failure(client(true).getUser({ id: '1' }));
    // What a browser says of a request that it has kept back: nothing but that it failed.
    equal(/fetch/i.test(error.message), true);
    // Nor more of one that nobody answers: this one is answered, for it does not ask to be told what.
    await fetch(`${given.get('server')}/user.UserService/GetUser`, { mode: 'no-cors' });
  });
} else {
  await all('proto', client(true));
  await all('json', client(false));
}
await fetch('/results', { method: 'POST', body: JSON.stringify({ results, last: !given.has('next') }) });
if (given.has('next')) location.href = given.get('next');
