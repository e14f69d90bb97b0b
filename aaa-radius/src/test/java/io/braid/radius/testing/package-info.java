/** What tests of several rooms need. */
package io.braid.radius.testing;
