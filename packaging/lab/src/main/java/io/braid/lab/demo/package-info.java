/** The demonstration. */
package io.braid.lab.demo;
