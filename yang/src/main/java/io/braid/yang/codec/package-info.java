/** Texts to trees and back. Whatever is wrong with a text is found in one pass and told with its place. */
package io.braid.yang.codec;
