/**
 * Tells whether a tree is valid configuration (RFC 7950 §8): when, must, leafref, mandatory, unique, numbers of elements.
 * All violations are told, each with its place.
 */
package io.braid.yang.validate;
