/**
 * HTTP proxy that injects faults between a server and its clients: {@link FaultyProxy} opens a
 * {@link ProxyConnection} for each client, and passes the bytes of each {@link ProxyExchange}
 * through an {@link ExchangeInterceptor}. The faults are {@link RefusedRequestFault}, {@link
 * SlowNetworkFault}, {@link UploadResetFault} and {@link LostResponseFault}; {@link ProxyFault}
 * counts how often they struck.
 */
package io.tidemark.testing.lakes.proxy;
