/** Configuration and state as text: for people, and for programs. */
package io.braid.cli.display;
