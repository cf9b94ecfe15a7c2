/** Where a class's registry may stand: an IPv4 address of a network that is nobody's outside (RFC 1918, RFC 3927). A name could point anywhere. */
const PRIVATE = /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)[\d.]+$/;

/** Whether a trainee's program takes this address without a certificate. */
export const isClassroomAddress = (host: string): boolean => PRIVATE.test(host);
