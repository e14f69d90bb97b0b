/**
 * nftables as transactions of JSON commands (libnftables-json(5)): all of one transaction holds, or nothing. Rules are
 * written, never read back to be written again: listings of some expressions cannot be loaded.
 */
package io.braid.engine.linux.nft;
