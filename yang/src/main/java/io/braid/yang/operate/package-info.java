/** What all that manage the appliance do alike: operations of the model are performed, and everything leaves a line in the audit log. */
package io.braid.yang.operate;
