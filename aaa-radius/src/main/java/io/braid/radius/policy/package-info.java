/** What servers tell of a subscriber: attributes of Access-Accept and CoA-Request as the engine's policy. */
package io.braid.radius.policy;
