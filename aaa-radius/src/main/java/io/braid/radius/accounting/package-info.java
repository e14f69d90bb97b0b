/** Accounting (RFC 2866): what subscribers use is reported to servers, and kept on disk until they have got it. */
package io.braid.radius.accounting;
