/** What of a tree, and of the state beside it, a reader is shown. State is asked for only where a reader goes. */
package io.braid.yang.view;
