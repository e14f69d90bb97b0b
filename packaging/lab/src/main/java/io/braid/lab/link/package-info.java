/** Cables with rate, delay and loss. */
package io.braid.lab.link;
